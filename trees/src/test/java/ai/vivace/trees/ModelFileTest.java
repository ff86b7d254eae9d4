package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    @TempDir
    Path folder;

    private static List<TreeEnsemble> models() {
        Rng rng = Rng.of(21);
        return List.of(
                RandomModels.boosted(5, 20, 1, true, rng),
                RandomModels.boosted(6, 20, 3, true, rng),
                RandomModels.forest(3, 30, 2, rng),
                RandomModels.median(4, rng));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "model.trees"})
    void aModelComesBackWhole(String name) {
        Path file = folder.resolve(name);
        for (TreeEnsemble model : models()) {
            model.save(file);
            assertEqual(TreeEnsemble.load(file), model);
        }
    }

    static void assertEqual(TreeEnsemble came, TreeEnsemble went) {
        assertThat(came.features()).isEqualTo(went.features());
        assertThat(came.task()).isEqualTo(went.task());
        assertThat(came.outputs()).isEqualTo(went.outputs());
        assertThat(came.factors()).isEqualTo(went.factors());
        assertThat(came.base()).isEqualTo(went.base());
        assertThat(came.combination()).isEqualTo(went.combination());
        assertThat(came.link()).isEqualTo(went.link());
        assertThat(came.settings()).isEqualTo(went.settings());
        assertThat(came.trees()).hasSameSizeAs(went.trees());
        for (int i = 0; i < went.trees().size(); i++) {
            Tree tree = went.trees().get(i);
            Tree other = came.trees().get(i);
            assertThat(other.nodes()).isEqualTo(tree.nodes());
            for (int node = 0; node < tree.nodes(); node++) {
                assertThat(other.isLeaf(node)).isEqualTo(tree.isLeaf(node));
                assertThat(other.feature(node)).isEqualTo(tree.feature(node));
                assertThat((Double) other.threshold(node)).isEqualTo((Double) tree.threshold(node));
                assertThat(other.levels(node)).isEqualTo(tree.levels(node));
                assertThat(other.missingGoesLeft(node)).isEqualTo(tree.missingGoesLeft(node));
                assertThat(other.zeroIsMissing(node)).isEqualTo(tree.zeroIsMissing(node));
                assertThat(other.levels(node) != null && other.unknownGoesLeft(node))
                        .isEqualTo(tree.levels(node) != null && tree.unknownGoesLeft(node));
                if (!tree.isLeaf(node)) {
                    assertThat(other.left(node)).isEqualTo(tree.left(node));
                    assertThat(other.right(node)).isEqualTo(tree.right(node));
                    assertThat((Double) other.gain(node)).isEqualTo((Double) tree.gain(node));
                }
                assertThat(other.value(node)).isEqualTo(tree.value(node));
                assertThat(other.weight(node)).isEqualTo(tree.weight(node));
                assertThat(other.rows(node)).isEqualTo(tree.rows(node));
                assertThat((Double) other.impurity(node)).isEqualTo((Double) tree.impurity(node));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "model.trees"})
    void twoSavesAreTheSameBytes(String name) throws IOException {
        TreeEnsemble model = models().get(0);
        model.save(folder.resolve(name));
        byte[] first = Files.readAllBytes(folder.resolve(name));
        TreeEnsemble.load(folder.resolve(name)).save(folder.resolve(name));
        assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(first);
    }

    @Test
    void infiniteNumbersSurvive() {
        Tree.Builder builder = new Tree.Builder();
        int root = builder.leaf(new double[] {1}, 1, 1, Double.NaN);
        int left = builder.leaf(new double[] {1}, 1, 1, Double.NaN);
        int right = builder.leaf(new double[] {-1e300}, 1, 1, Double.NaN);
        builder.split(root, 0, Double.POSITIVE_INFINITY, Tree.Side.LEFT, left, right, Double.NEGATIVE_INFINITY);
        TreeEnsemble model = new TreeEnsemble(
                RandomModels.features(),
                new Task.Ranking(),
                List.of(builder.build()),
                List.of(0),
                List.of(1.0),
                List.of(0.0),
                TreeEnsemble.Combination.SUM,
                Link.EXPONENTIAL,
                Map.of());
        for (String name : List.of("a.json", "a.trees")) {
            model.save(folder.resolve(name));
            assertEqual(TreeEnsemble.load(folder.resolve(name)), model);
        }
    }

    /** Bytes changed, cut off, put in and repeated, in thousands of files: each is refused, or was changed where it does not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"model.json", "model.trees"})
    void damagedFilesAreRefusedWithAReason(String name) throws IOException {
        Path file = folder.resolve(name);
        RandomModels.boosted(2, 5, 1, true, Rng.of(4)).save(file);
        byte[] whole = Files.readAllBytes(file);
        Rng rng = Rng.of(17);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            try {
                ModelFile.read(new ByteArrayInputStream(damaged(whole, rng)), file);
            } catch (InputException e) {
                refused++;
                assertThat(e).hasMessageContaining(name);
            }
        }
        assertThat(refused).isGreaterThan(name.endsWith("json") ? 1000 : 1490);
    }

    /** As above, but the checksum is right, so that the content itself must be looked at. */
    @Test
    void damageUnderARightChecksumIsRefusedOrHarmless() throws IOException {
        Path file = folder.resolve("model.trees");
        RandomModels.boosted(2, 5, 1, true, Rng.of(4)).save(file);
        byte[] whole = Files.readAllBytes(file);
        Rng rng = Rng.of(18);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            try {
                TreeEnsemble model = ModelFile.read(new ByteArrayInputStream(checked(damaged(whole, rng))), file);
                model.predict(new float[model.features().size()]);
                Scorer.of(model).predict(new float[model.features().size()], new double[model.width() + 1]);
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static byte[] damaged(byte[] whole, Rng rng) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = rng.nextInt(whole.length);
        int size = Math.min(whole.length - at, 1 + rng.nextInt(8));
        out.write(whole, 0, at);
        switch (rng.nextInt(5)) {
            case 0 -> out.write(whole, at, size / 2);
            case 1 -> {
                out.write(rng.nextInt(256));
                out.write(whole, at, whole.length - at);
            }
            case 2 -> out.write(whole, at + size, whole.length - at - size);
            case 3 -> {
                out.write(whole, at, size);
                out.write(whole, at, whole.length - at);
            }
            default -> {
                out.write(whole[at] ^ 1 << rng.nextInt(8));
                out.write(whole, at + 1, whole.length - at - 1);
            }
        }
        return out.toByteArray();
    }

    private static byte[] checked(byte[] content) {
        CRC32C sum = new CRC32C();
        int length = Math.max(0, content.length - 8);
        sum.update(content, 0, length);
        for (int i = 0; i < 8 && length + i < content.length; i++) {
            content[length + i] = (byte) (sum.getValue() >>> (56 - 8 * i));
        }
        return content;
    }

    @Test
    void aCountThatIsALieTakesNoMemory() throws IOException {
        // Magic, version, and then a text of 2 GB that is not there.
        byte[] lie = {'V', 'I', 'V', 'T', 'R', 'E', 'E', 'S', 0, 0, 0, 1, -1, -1, -1, -1, 7, 'a'};
        Path file = Files.write(folder.resolve("lie.trees"), lie);
        assertThatThrownBy(() -> TreeEnsemble.load(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void setsOfManyLevelsInManyNodesAreRefusedBeforeTheyAreMade() throws IOException {
        int levels = 50_000;
        int nodes = 50_001;
        List<String> names = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            names.add("\"" + i + "\"");
        }
        for (int i = 0; i < nodes; i++) {
            sets.add("\"" + i + "\":[]");
        }
        Path file = Files.writeString(
                folder.resolve("sets.json"),
                "{\"format\":\"vivace-trees\",\"version\":1,\"features\":[{\"name\":\"a\",\"levels\":" + names
                        + "}],\"trees\":[{\"feature\":[" + "0,".repeat(nodes - 1) + "0],\"levels\":{"
                        + String.join(",", sets) + "}}]}");
        assertThatThrownBy(() -> TreeEnsemble.load(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("sets of levels");
    }

    @Test
    void foreignFilesAreNamed() throws IOException {
        assertRefused("", "none of Vivace's");
        assertRefused("tree\nversion=v4\n", "LightGBM");
        assertRefused("{\"learner\":{}}", "XGBoost");
        assertRefused("{\"a\":1}", "no \"format\"");
        assertRefused("PK\3\4 a zip", "none of Vivace's");
        assertRefused("{\"format\":\"vivace-trees\",\"version\":2}", "version 2");
        assertRefused("{\"format\":\"vivace-trees\",\"version\":1", "is no JSON");
        assertRefused("{\"format\":\"vivace-trees\",\"version\":1}", "no \"task\"");
        assertRefused("{\"x\":" + "[".repeat(5000), "nesting depth");
        assertThatThrownBy(() -> TreeEnsemble.load(folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> TreeEnsemble.load(folder)).isInstanceOf(InputException.class);
    }

    private void assertRefused(String content, String because) throws IOException {
        Path file = Files.write(folder.resolve("foreign"), content.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TreeEnsemble.load(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(because);
    }
}
