package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Objectives;
import ai.vivace.trees.TreeEnsemble;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LightGBM's models predict here what they predict there, and ours there what they predict here. */
class LightGbmPeerTest {
    private static final PeerData TRAINING = PeerData.of(400, 1);
    private static final PeerData OTHER = PeerData.of(200, 2);
    private static final String CATEGORIES = " categorical_feature=4,5 min_data_per_group=5 cat_smooth=1";

    @TempDir
    Path folder;

    @BeforeEach
    void assumePeers() {
        Peers.assume();
    }

    private static TreeEnsemble assertImports(float[] label, int outputs, String settings) throws Exception {
        return assertImports(TRAINING, label, outputs, settings);
    }

    private static TreeEnsemble assertImports(PeerData training, float[] label, int outputs, String settings)
            throws Exception {
        String text = Peers.trainLightGbm(training, label, 15, settings);
        TreeEnsemble model = LightGbmFormat.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Peers.assertSame(model, OTHER, Peers.predictLightGbm(text, OTHER, outputs, false));
        assertThat(model.trees()).isNotEmpty();
        return model;
    }

    @Test
    void twoClasses() throws Exception {
        TreeEnsemble model = assertImports(TRAINING.binary(), 1, "objective=binary" + CATEGORIES);
        assertThat(model.trees())
                .anyMatch(tree -> IntStream.range(0, tree.nodes()).anyMatch(node -> tree.levels(node) != null));
        assertImports(TRAINING.binary(), 1, "objective=binary sigmoid=1.7");
        assertImports(TRAINING.binary(), 1, "objective=cross_entropy");
    }

    @Test
    void severalClasses() throws Exception {
        assertImports(TRAINING.multiple(), 3, "objective=multiclass num_class=3" + CATEGORIES);
        assertImports(TRAINING.multiple(), 3, "objective=multiclassova num_class=3" + CATEGORIES);
    }

    @Test
    void numbersAndCounts() throws Exception {
        assertImports(TRAINING.target(), 1, "objective=regression" + CATEGORIES);
        assertImports(TRAINING.target(), 1, "objective=regression_l1");
        assertImports(TRAINING.target(), 1, "objective=poisson");
        assertImports(TRAINING.target(), 1, "objective=gamma");
        assertImports(TRAINING.target(), 1, "objective=tweedie");
        assertImports(TRAINING.target(), 1, "objective=quantile alpha=0.3");
    }

    @Test
    void ranking() throws Exception {
        assertImports(TRAINING.multiple(), 1, "objective=lambdarank" + CATEGORIES);
    }

    @Test
    void droppedTreesForestsAndSampling() throws Exception {
        assertImports(TRAINING.binary(), 1, "objective=binary boosting=dart drop_rate=0.5");
        assertImports(
                TRAINING.binary(), 1, "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.6" + CATEGORIES);
        assertImports(TRAINING.target(), 1, "objective=regression boosting=rf bagging_freq=1 bagging_fraction=0.6");
        assertImports(TRAINING.target(), 1, "objective=regression data_sample_strategy=goss");
    }

    @Test
    void zerosThatAreMissing() throws Exception {
        TreeEnsemble model = assertImports(TRAINING.binary(), 1, "objective=binary zero_as_missing=true" + CATEGORIES);
        assertThat(model.trees())
                .anyMatch(tree -> IntStream.range(0, tree.nodes()).anyMatch(tree::zeroIsMissing));
        assertThat(model.predict(new float[] {0, 0, 0, 0, 1, 1}))
                .isEqualTo(model.predict(new float[] {Float.NaN, -0f, Float.NaN, 1e-36f, 1, 1}));
        assertExports(model);
    }

    @Test
    void missingValuesWhereNoneWereInTrainingAreZero() throws Exception {
        PeerData whole = TRAINING.withoutMissing();
        assertImports(whole, TRAINING.binary(), 1, "objective=binary" + CATEGORIES);
        assertImports(whole, TRAINING.binary(), 1, "objective=binary use_missing=false");
    }

    // ---- the other way

    private void assertExports(TreeEnsemble model) throws Exception {
        Path file = folder.resolve("ours.txt");
        LightGbmFormat.write(model, file);
        double[][] predicted = Peers.predictLightGbm(Files.readString(file), OTHER, model.width(), false);
        Peers.assertSame(model, OTHER, predicted);
        Peers.assertSame(LightGbmFormat.read(file), OTHER, predicted);
    }

    @Test
    void boostingIsExported() throws Exception {
        GradientBoosting boosting = GradientBoosting.standard().rounds(12).depth(4);
        assertExports(boosting.fit(TRAINING.features(), TRAINING.twoClasses()));
        assertExports(boosting.fit(TRAINING.features(), TRAINING.threeClasses()));
        assertExports(boosting.fit(TRAINING.features(), TRAINING.numbers()));
        assertExports(boosting.objective(Objectives.poisson()).fit(TRAINING.features(), TRAINING.numbers()));
    }

    @Test
    void forestsAreExported() throws Exception {
        assertExports(Forest.random().trees(5).fit(TRAINING.features(), TRAINING.numbers()));
        assertExports(Forest.random().trees(5).fit(TRAINING.features(), TRAINING.threeClasses()));
        assertExports(Forest.extraTrees().trees(5).fit(TRAINING.features(), TRAINING.twoClasses()));
        assertExports(AdaBoost.standard().rounds(5).fit(TRAINING.features(), TRAINING.threeClasses()));
    }
}
