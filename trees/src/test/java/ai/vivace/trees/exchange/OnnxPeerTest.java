package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Objectives;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import java.nio.file.Path;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime predicts what we predict. */
class OnnxPeerTest {
    private static final PeerData TRAINING = PeerData.of(400, 1);
    private static final PeerData OTHER = PeerData.of(200, 2);

    @TempDir
    Path folder;

    @BeforeEach
    void assumePeers() {
        Peers.assume();
    }

    private void assertExports(TreeEnsemble model) throws Exception {
        Path file = folder.resolve("ours.onnx");
        OnnxFormat.write(model, file);
        Peers.OnnxAnswer answer = Peers.predictOnnx(file, OTHER);
        Peers.assertSame(model, OTHER, answer.numbers());
        if (model.task() instanceof Task.Classification task) {
            for (int i = 0; i < OTHER.rows(); i++) {
                double[] own = model.predict(OTHER.row(i));
                int chosen = task.labels().indexOf(answer.labels()[i]);
                assertThat(own[chosen])
                        .isGreaterThanOrEqualTo(IntStream.range(0, own.length)
                                        .mapToDouble(k -> own[k])
                                        .max()
                                        .getAsDouble()
                                - 1e-6);
            }
        }
    }

    @Test
    void boosting() throws Exception {
        GradientBoosting boosting = GradientBoosting.standard().rounds(12).depth(4);
        assertExports(boosting.fit(TRAINING.features(), TRAINING.twoClasses()));
        assertExports(boosting.fit(TRAINING.features(), TRAINING.threeClasses()));
        assertExports(boosting.fit(TRAINING.features(), TRAINING.numbers()));
        assertExports(boosting.objective(Objectives.poisson()).fit(TRAINING.features(), TRAINING.numbers()));
    }

    @Test
    void treesAndForests() throws Exception {
        assertExports(DecisionTree.standard().fit(TRAINING.features(), TRAINING.twoClasses()));
        assertExports(Forest.random().trees(5).fit(TRAINING.features(), TRAINING.numbers()));
        assertExports(Forest.random().trees(5).fit(TRAINING.features(), TRAINING.threeClasses()));
        assertExports(Forest.extraTrees().trees(5).fit(TRAINING.features(), TRAINING.twoClasses()));
        assertExports(AdaBoost.standard().rounds(5).fit(TRAINING.features(), TRAINING.threeClasses()));
    }

    @Test
    void importedModels() throws Exception {
        Booster booster = Peers.trainXgboost(TRAINING, TRAINING.binary(), 10, "objective", "binary:logistic");
        Path file = folder.resolve("theirs.json");
        booster.saveModel(file.toString());
        assertExports(XgboostFormat.read(file));
        Booster amounts = Peers.trainXgboost(TRAINING, TRAINING.binary(), 10, "objective", "reg:logistic");
        amounts.saveModel(file.toString());
        assertExports(XgboostFormat.read(file));
    }
}
