-- Makes the role and the database of the middleware, as a superuser and once:
--   NOTES_PASSWORD=... psql --file=deployment/database.sql
-- The role owns its database and nothing else: the middleware makes its tables there, and pg-boss its schema "pgboss".
\set ON_ERROR_STOP on
\set name notes
\getenv name NOTES_NAME
\getenv password NOTES_PASSWORD
create role :"name" login password :'password' nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
create database :"name" owner :"name" encoding 'UTF8' template template0;
revoke connect, temporary on database :"name" from public;
