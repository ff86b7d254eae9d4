package ai.vivace.vision.model;

import ai.vivace.base.VivaceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the architectures of the registry cost, measured once: running them all to list them would take long. Tests measure anew. */
final class CostTable {
    private static final String FILE = "costs.csv";

    /** By label. */
    static final Map<String, Cost> COSTS = read();

    private CostTable() {}

    private static Map<String, Cost> read() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (String line : lines()) {
            String[] cells = line.split(",");
            costs.put(cells[0], new Cost(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
        }
        return Collections.unmodifiableMap(costs);
    }

    private static List<String> lines() {
        try (InputStream file = CostTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new VivaceException("The program's jar lacks " + FILE + "; build it again.");
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new VivaceException("The program's own " + FILE + " is damaged; build it again.", e);
        }
    }
}
