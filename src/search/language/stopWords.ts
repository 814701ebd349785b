const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * Words that carry no meaning in an offer or in a query: never indexed, never searched. Folded, not stemmed.
 */
export const STOP_WORDS: ReadonlySet<string> = listed(`
  a au aux avec ce ces cet cette ci comme d dans de des du elle elles en entre est et etre eu eux h f il ils j je l la le
  les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas pour qu que quel quelle quelles
  quels qui s sa sans se sera ses si son sont sur t ta te tes toi ton tous tout toute toutes tu un une vos votre vous y
  afin ainsi alors aussi autre autres avez avoir avons bien car cela celle celles celui ceux chaque chez dont donc encore
  etes ete fait faire ici jusqu lors lorsqu non notamment plus plusieurs puis puisqu quelqu sommes suis tres vers via
  the of and to in for with is are be an at by from or this that we you our your i
`);
