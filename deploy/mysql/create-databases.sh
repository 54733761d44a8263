#!/bin/bash
# Run once by the MySQL image on an empty volume: a database and a user of its own for each partner's subgraph and the registry.
set -euo pipefail

for name in organisations people programmes funding registry; do
  mysql --protocol=socket --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE $name CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE USER '$name'@'%' IDENTIFIED BY '$JOINERY_MYSQL_PASSWORD';
GRANT ALL PRIVILEGES ON $name.* TO '$name'@'%';
SQL
done
