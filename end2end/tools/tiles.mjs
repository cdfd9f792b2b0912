// Reads all tiles of houses with a reader that is not ours, from the whole world down, and counts:
// every zoom must hold every house once. By hand: node end2end/tools/tiles.mjs http://127.0.0.1:3000 [query]
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { gzipSync } from "node:zlib";

const deepest = 16;
const exact = 15;
const atOnce = 32;

async function read(base, query, { z, x, y }) {
  const answer = await fetch(`${base}/tiles/houses/${z}/${x}/${y}${query ? `?${query}` : ""}`);
  if (!answer.ok) throw new Error(`tile ${z}/${x}/${y}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const layer = bytes.length ? new VectorTile(new PbfReader(bytes)).layers.houses : undefined;
  const features = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer.feature(at));
  return { features, size: gzipSync(bytes).length };
}

/** Counts of each zoom: `{zoom, tiles, houses, groups, ids, faults, largest}`. */
export async function audit(base, query = "", to = deepest) {
  const zooms = [];
  let tiles = [{ z: 0, x: 0, y: 0 }];
  for (let zoom = 0; zoom <= to; zoom++) {
    const told = { zoom, tiles: tiles.length, houses: 0, groups: 0, ids: new Set(), faults: [], largest: 0 };
    const next = [];
    for (let at = 0; at < tiles.length; at += atOnce) {
      const some = tiles.slice(at, at + atOnce);
      const answers = await Promise.all(some.map((tile) => read(base, query, tile)));
      answers.forEach(({ features, size }, place) => {
        const { z, x, y } = some[place];
        told.largest = Math.max(told.largest, size);
        for (const feature of features) {
          const { house, count } = feature.properties;
          const [[point]] = feature.loadGeometry();
          const inside = [point.x, point.y].every((part) => 0 <= part && part < feature.extent);
          if (!inside) told.faults.push(`outside its tile ${z}/${x}/${y}`);
          if (house !== undefined && told.ids.has(house)) told.faults.push(`twice: ${house}`);
          if (house !== undefined) told.ids.add(house);
          if (exact <= zoom && count !== undefined) told.faults.push(`a group at ${z}/${x}/${y}`);
          told.houses += count ?? 1;
          told.groups += count === undefined ? 0 : 1;
        }
        if (features.length) {
          for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) next.push({ z: z + 1, x: 2 * x + dx, y: 2 * y + dy });
        }
      });
    }
    zooms.push(told);
    tiles = next;
  }
  return zooms;
}

if (process.argv[1]?.endsWith("tiles.mjs")) {
  const [, , base = "http://127.0.0.1:3000", query = ""] = process.argv;
  for (const { zoom, tiles, houses, groups, ids, faults, largest } of await audit(base, query)) {
    console.log(`z${zoom}: ${tiles} tiles, ${houses} houses, ${groups} groups, ${ids.size} alone, largest ${largest} B gzip, faults ${faults.length}`);
    if (faults.length) console.log(faults.slice(0, 5).join("\n"));
  }
}
