package ai.vivace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes data sets of trees for all programs, see {@link TreeSamples}; those that are there already stay. A line says of each set that there are no files
 * for.
 *
 * <pre>
 * TreeData --data FOLDER --sets target/trees --names collisions,gaps,customers,pictures,adult,diamonds,breast-cancer,digits,diabetes,churn [--splits 3]
 * </pre>
 */
public final class TreeData {
    private TreeData() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Path sets = Path.of(options.text("sets", "target/trees"));
        TreeRealData real = new TreeRealData(Path.of(options.text("data", "data")));
        List<String> names = List.of(options.text("names", "collisions").split(","));
        int splits = options.number("splits", 3);
        options.read();
        for (String name : names) {
            switch (name) {
                case "collisions", "gaps", "customers" -> {
                    if (!TreeSamples.isIn(sets, name)) {
                        synthetic(name).write(sets);
                    }
                }
                default -> writeReal(real, name, sets, splits);
            }
        }
    }

    private static TreeSamples synthetic(String name) {
        return switch (name) {
            case "collisions" -> TreeSynthetic.collisions();
            case "gaps" -> TreeSynthetic.collisionsWithGaps();
            default -> TreeSynthetic.customers();
        };
    }

    private static void writeReal(TreeRealData real, String name, Path sets, int splits) throws IOException {
        if (!Files.exists(real.file(name))) {
            System.err.println(name + " is left out: there is no " + real.file(name) + ".");
            return;
        }
        boolean hasOwnTest = name.equals("adult") || name.equals("pictures");
        for (int split = 1; split <= (hasOwnTest ? 1 : splits); split++) {
            if (!TreeSamples.isIn(sets, hasOwnTest ? name : name + "-" + split)) {
                real.read(name, split).write(sets);
            }
        }
    }
}
