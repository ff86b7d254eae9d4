package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that other libraries have written, with what they predict: without those libraries, on every system. */
class CommittedModelsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xgboost-two.json",
                "xgboost-three.ubj",
                "xgboost-dart.json",
                "lightgbm-two.txt",
                "lightgbm-three.txt",
                "lightgbm-zeros.txt"
            })
    void predictionsAreThoseOfTheLibraryAndSurviveOurOwnFiles(String name) throws IOException {
        TreeEnsemble model = read(name);
        for (String form : new String[] {"model.json", "model.trees"}) {
            Path file = folder.resolve(form);
            model.save(file);
            assertPredicts(TreeEnsemble.load(file), name);
        }
        assertPredicts(model, name);
    }

    /** LightGBM writes 0 for the weight of each root. */
    @ParameterizedTest
    @ValueSource(strings = {"xgboost-two.json", "lightgbm-two.txt", "lightgbm-three.txt"})
    void innerNodesHaveTheWeightOfTheirChildren(String name) throws IOException {
        for (Tree tree : read(name).trees()) {
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    double ofChildren = tree.weight(tree.left(node)) + tree.weight(tree.right(node));
                    assertThat(tree.weight(node)).isPositive().isCloseTo(ofChildren, withinPercentage(0.01));
                }
            }
        }
    }

    private static TreeEnsemble read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return name.startsWith("xgboost")
                    ? XgboostFormat.read(in, XgboostFormat.Rounds.BEST)
                    : LightGbmFormat.read(in);
        }
    }

    private static void assertPredicts(TreeEnsemble model, String name) throws IOException {
        String[] lines;
        try (InputStream in = open(name + ".csv")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
        }
        int rows = 0;
        for (String line : lines) {
            if (!line.isEmpty()) {
                String[] cells = line.split(",", -1);
                float[] row = new float[cells.length - 1];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(cells[i]);
                }
                String[] expected = cells[row.length].split(";", -1);
                double[] predicted = model.predict(row);
                int first = predicted.length - expected.length;
                for (int k = 0; k < expected.length; k++) {
                    assertThat(predicted[first + k]).isCloseTo(Double.parseDouble(expected[k]), within(1e-6));
                }
                rows++;
            }
        }
        assertThat(rows).isEqualTo(60);
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(CommittedModelsTest.class.getResourceAsStream("/exchange/" + name));
    }
}
