process.stdout.write("crieur: the command line is being written\n");
