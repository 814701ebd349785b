/**
 * Tools and technologies as the card spells them. One a line: the name, then after `=` other writings, separated by
 * commas. Matching ignores case, accents, spaces, hyphens and dots (« node js », « Node.js » and « NodeJS » are one), so
 * these need no writing of their own. A name that is also a word, a letter or a brand of something else goes to
 * `AMBIGUOUS`: it counts only in its exact case and in a technical setting.
 */
export const SKILLS = `
JavaScript = JS, ES6, ES2015, ES2021, EcmaScript
TypeScript = Type Script
Python = Python 3
Ruby
Ruby on Rails = Rails, RoR
Java = Java EE, J2EE, Java 8, Java 11, Java 17
Kotlin
Scala
PHP
Perl
Golang
C++
C# = CSharp
.NET = dotnet, ASP.NET, .NET Core
Objective-C
Haskell
OCaml
Clojure
Erlang
Elixir
Groovy
COBOL
MATLAB
Stata
SPSS
VBA
Bash = shell script, scripts shell
PowerShell
WebAssembly = WASM
Solidity
HTML = HTML5
CSS = CSS3
Sass = SCSS
Stylus
PostCSS
EJS
Handlebars.js
Jinja = Jinja2
Chart.js
Highcharts
Plotly
Vega-Lite
TinyMCE
Turf.js
SQL
XML
XSLT
SPARQL
GraphQL = Graph QL
gRPC
Node.js = Node, NodeJS
Deno
NestJS
Express.js
Fastify
AdonisJS
Hapi.js
Koa = Koa.js
Sails.js
Meteor.js
React = ReactJS
React Native
Redux
Ramda
Immutable.js
Redux-Saga
Recoil
Zustand
React Query = TanStack Query
MobX
Next.js
Nuxt = NuxtJS
Gatsby = GatsbyJS
Preact
Vue.js = VueJS, Vue 2, Vue 3
Vuex
Vuetify
Angular = AngularJS, Angular 2
RxJS
Svelte
SvelteKit
SolidJS
LitElement
PureScript
CoffeeScript
Ember.js
Backbone.js
jQuery
Alpine.js
htmx
D3.js = D3
Three.js
Socket.io
Lodash
Electron
Flutter
Ionic
Apache Cordova = Cordova
Xamarin
SwiftUI
Android
iOS
Webpack
esbuild
pnpm
Vitest
Testing Library = React Testing Library
Chai.js
Capybara
PHPUnit
Locust.io
Yarn
Jest
Hotwire
Babel
ESLint
Pylint
Flake8
mypy
npm
Storybook
Cypress
Selenium
Playwright
Puppeteer
JUnit
Mocha
pytest
RSpec
Cucumber
Postman
Swagger
OpenAPI
Bootstrap = Bootstrap 4, Bootstrap 5
Tailwind CSS = Tailwind
Bulma
Material UI = MUI
Material Design
styled-components = styled component
DSFR = système de design de l'État
Django
Django REST framework = DRF, Django REST
Wagtail
Flask
FastAPI
Gunicorn
GeoDjango
Celery
SQLAlchemy
Alembic
NumPy
pandas
GeoPandas
Dask
XGBoost
NLTK
MLflow
Kedro
RStudio
tidyverse
ggplot2
KNIME
SciPy
scikit-learn = sklearn
TensorFlow
PyTorch
Keras
spaCy
Hugging Face
Jupyter = Jupyter Notebook
Streamlit
OpenFisca
Sinatra
Sidekiq
RuboCop
StimulusJS
Hanami
Spring Boot
Spring Framework
Hibernate
Maven
Gradle
Quarkus
Play Framework
Akka
Symfony
API Platform
Laravel
Zend Framework
CakePHP
CodeIgniter
Slim Framework
PrestaShop
Magento
Sylius
Doctrine
Phoenix Framework
PostgreSQL = Postgres, PGSQL
PostGIS
MySQL
MariaDB
SQLite
Oracle Database
SQL Server
MongoDB = Mongo
CouchDB
Cassandra
Redis
Memcache
PostgREST
pgvector
TimescaleDB
CockroachDB
DynamoDB
Redshift
Trino
Amazon S3 = AWS S3
AWS Lambda
RethinkDB
Memcached
Neo4j
Elasticsearch = ELK, Elastic Stack
OpenSearch
Kibana
Logstash
Algolia
Meilisearch
Solr = Apache Solr
ClickHouse
DuckDB
BigQuery
Snowflake
InfluxDB
Prisma
Sequelize
TypeORM
Knex
Kysely
Drizzle ORM
tRPC
Zod
Turborepo
shadcn/ui
LangChain
Ollama
vLLM
Hasura
Supabase
Firebase
RabbitMQ
NATS.io
ActiveMQ
ZeroMQ
Camunda
Apache Beam
Apache NiFi = NiFi
Apache Camel
Kafka = Apache Kafka
Apache Spark = PySpark
Hadoop
Apache Flink = Flink
Airflow = Apache Airflow
dbt
Talend
Dataiku
Metabase
Superset = Apache Superset
Power BI = PowerBI
Tableau Software
Qlik = QlikView, Qlik Sense
Looker Studio = Google Data Studio, Data Studio
Grafana
Prometheus
Datadog
New Relic
Sentry
Netdata
Telegraf
Icinga
OpenTelemetry
PagerDuty
Dynatrace
AppSignal
Splunk
Wazuh
Let's Encrypt
Skylight
Zabbix
Nagios
Graylog
Docker
Docker Compose = docker-compose
Docker Swarm
Podman
Kubernetes = K8s
kops
Rancher
OpenShift
OpenStack
Helm Chart
Terraform
Pulumi
Istio
Ansible
Capistrano
Dokku
Kustomize
FluxCD
Crossplane
CoreOS
LXC
KVM
OpenVPN
WireGuard
BIND9
SaltStack
Vagrant
Packer
Jenkins
GitLab CI = GitLab CI/CD, GitLab-CI
GitHub Actions
CircleCI
Travis CI = Travis
Argo CD
SonarQube
Git
GitHub
GitLab
Bitbucket
GitBook
Subversion = SVN
Linux = GNU/Linux
Debian
Ubuntu
CentOS
Red Hat = RHEL
Windows Server
Active Directory
LDAP
Nginx
HAProxy
Traefik
Tomcat
VMware
Proxmox
Ceph
MinIO
AWS = Amazon Web Services
Google Cloud = GCP, Google Cloud Platform
Microsoft Azure
OVH = OVHcloud
Scaleway
Outscale
Hetzner
DigitalOcean
Fly.io
Platform.sh
Google Cloud Run = Cloud Run
Scalingo
Clever Cloud
Heroku
Netlify
Netlify CMS
Vercel
Cloudflare
Keycloak
FreeIPA
Shibboleth
Kurento
BigBlueButton
Asterisk
FreeSWITCH
libp2p
OAuth = OAuth 2, OAuth2
OpenID Connect = OpenIDConnect, OIDC
SAML
WebSocket = WebSockets
WebRTC
MQTT
ActivityPub
OpenStreetMap = OSM, OpenStreetMaps
Leaflet
OpenLayers
Mapbox = Mapbox GL, MapboxGL
MapLibre
GeoServer
QGIS
MapServer
MapProxy
Cesium
deck.gl
kepler.gl
FME
OSRM
Overpass
Nominatim
Addok
PMTiles
Tippecanoe
ArcGIS
GDAL
uMap
WordPress
Drupal
Joomla
TYPO3
Strapi
Prismic = prismic.io
Contentful
Decap CMS
Publii
Docusaurus
VuePress
VitePress
MkDocs
Wiki.js
DokuWiki
MediaWiki
Liferay
Alfresco
Directus
Ghost CMS
Jekyll
Eleventy = 11ty
Webflow
Bubble.io
Airtable
NocoDB
Baserow
Grist
Retool
Budibase
Appsmith
Softr
Adalo
WeWeb
AppSheet
Power Apps = PowerApps
Power Automate
SurveyMonkey
LimeSurvey
Framaforms
Zapier
Integromat
n8n
Typeform
Google Forms
Figma
Dovetail
Penpot
Inkscape
GIMP
Blender
FigJam
Adobe XD
InVision
Zeplin
Axure
Balsamiq
Photoshop = Adobe Photoshop
InDesign = Adobe InDesign
After Effects
Adobe Illustrator
Adobe Creative Suite = suite Adobe
Adobe Creative Cloud = Adobe CC
Canva
Hotjar
Matomo = Piwik
Google Analytics
Google Tag Manager
Google Ads
Google Search Console
Facebook Ads = Meta Ads
LinkedIn Ads
Google Optimize
Google Drive
SEMrush
Ahrefs
Screaming Frog
Hootsuite
Lemlist
Phantombuster
Mailgun
SendGrid
Mautic
ActiveCampaign
Livestorm
AB Tasty
Contentsquare
PostHog
Amplitude Analytics
Mixpanel
Plausible Analytics
Sendinblue = Send in Blue
Brevo
Mailchimp
Mailjet
HubSpot
Salesforce
Pipedrive
Zendesk
Help Scout
Chatwoot
osTicket
GLPI
Dynamics 365
Zammad
Intercom
Freshdesk
Crisp.chat
attending.io
Stonly
Slack
Discord
Focalboard
Whereby
Mattermost
Rocket.Chat
Jitsi
Trello
Jira
Taiga.io
Redmine
ClickUp
Productboard
Microsoft Teams = MS Teams
Microsoft Project = MS Project
Confluence
Asana
Monday.com
Notion.so
Excel = Microsoft Excel
PowerPoint
Microsoft Office = pack Office, suite Office, Office 365, Microsoft 365
LibreOffice
Google Suite = G Suite, GSuite
Google Workspace
Google Docs
Google Sheets
SharePoint
Open edX = OpenEdX
Moodle
Unity 3D = Unity3D
Unreal Engine
SAP
BPMN
Waffle.io
CKAN
Odoo
Publicodes
Nextcloud
Etherpad
OpenCV
Tesseract
LaTeX
Markdown
`;

/**
 * The exact writing, then after `=` the name shown (when it differs). Counted only with its capital, beside an
 * unambiguous skill in the same sentence or under a technical heading.
 */
export const AMBIGUOUS = `
Vite
Go
R
C
Swift
Rust
Spring
Vue = Vue.js
Next = Next.js
Express
Nest = NestJS
Ember = Ember.js
Play = Play Framework
Matrix
Dart
Julia
Elm
Lua
Helm
Chef
Puppet
Salt
Vault
Consul
Nomad
Azure
Oracle
Word
Access
Outlook
Teams
Notion
Miro
Mural
Klaxoon
Sketch
Principle
Illustrator
Linear
Crisp
Maze
Tally
Make
Bubble
Glide
Unity
Unreal
Tableau
Looker
Spark
Framer
Astro
Remix
Slim
Less
Fabric
Polars
Discourse
Black
Ruff
Prettier
Stimulus
Turbo
Composer
Parcel
Gulp
Grunt
Rollup
Serverless
Discord
Dash
Shiny
SAS
Phoenix
Zend
Doctrine
Twig
Varnish
Apache
Kong
Drone
Waffle
Hugo
Ghost
Elastic = Elasticsearch
PG = PostgreSQL
Amplitude
Plausible
`;
