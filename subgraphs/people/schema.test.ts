import { expect, test } from '@jest/globals';
import { openDatabase } from '../../kit/database/database.js';
import { eachDatabase } from '../../test/support/databases.js';
import { people } from './people.js';

eachDatabase((openUrl) => {
  const open = async () => {
    const { name, entities, migrations } = people;
    const database = await openDatabase({ name, entities, migrations, url: await openUrl() });
    await database.migrate();
    return database;
  };

  test('the migrations give exactly the tables of the entities', async () => {
    const database = await open();
    const { upQueries } = await database.read.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await database.close();
  });

  test('the migrations can be taken back', async () => {
    const database = await open();
    const Last = people.migrations.at(-1)!;
    const left = await database.write(async ({ queryRunner }) => {
      await new Last().down(queryRunner!);
      return Promise.all(['person', 'refresh'].map((table) => queryRunner!.hasTable(table)));
    });
    expect(left).toEqual([false, true]);
    await database.close();
  });
});
