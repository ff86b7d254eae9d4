package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Objectives;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XGBoost's models predict here what they predict there, and ours there what they predict here. */
class XgboostPeerTest {
    private static final PeerData TRAINING = PeerData.of(400, 1);
    private static final PeerData OTHER = PeerData.of(200, 2);

    @TempDir
    Path folder;

    @BeforeEach
    void assumePeers() {
        Peers.assume();
    }

    private static TreeEnsemble imported(Booster booster, String form) throws Exception {
        return XgboostFormat.read(new ByteArrayInputStream(booster.toByteArray(form)), XgboostFormat.Rounds.ALL);
    }

    private static TreeEnsemble assertImports(float[] label, Object... settings) throws Exception {
        Booster booster = Peers.trainXgboost(TRAINING, label, 15, settings);
        double[][] predicted = Peers.predictXgboost(booster, OTHER, false);
        TreeEnsemble model = imported(booster, "json");
        Peers.assertSame(model, OTHER, predicted);
        Peers.assertSame(imported(booster, "ubj"), OTHER, predicted);
        assertThat(model.trees()).isNotEmpty();
        return model;
    }

    @Test
    void twoClasses() throws Exception {
        TreeEnsemble model = assertImports(TRAINING.binary(), "objective", "binary:logistic", "max_depth", 5);
        assertThat(model.task()).isEqualTo(new Task.Classification(List.of("0", "1")));
        // The share of the second class, which is far from a half.
        assertThat(model.base().get(0)).isGreaterThan(0.5);
        assertThat(model.trees())
                .anyMatch(tree -> IntStream.range(0, tree.nodes()).anyMatch(node -> tree.levels(node) != null));
        assertImports(TRAINING.binary(), "objective", "binary:logistic", "base_score", 0.9);
    }

    @Test
    void severalClasses() throws Exception {
        assertImports(TRAINING.multiple(), "objective", "multi:softprob", "num_class", 3);
        assertImports(TRAINING.multiple(), "objective", "multi:softprob", "num_class", 3, "base_score", 0.2);
    }

    @Test
    void numbersAndCounts() throws Exception {
        assertImports(TRAINING.target(), "objective", "reg:squarederror", "base_score", 3.25);
        assertImports(TRAINING.target(), "objective", "reg:squarederror");
        assertImports(TRAINING.target(), "objective", "reg:absoluteerror");
        assertImports(TRAINING.target(), "objective", "count:poisson");
        assertImports(TRAINING.target(), "objective", "reg:gamma");
        assertImports(TRAINING.target(), "objective", "reg:tweedie");
        assertImports(TRAINING.binary(), "objective", "reg:logistic");
        assertImports(TRAINING.target(), "objective", "reg:quantileerror", "quantile_alpha", "[0.2,0.8]");
    }

    @Test
    void sumsOfLogitrawAreWhatXgboostPredicts() throws Exception {
        Booster booster = Peers.trainXgboost(TRAINING, TRAINING.binary(), 5, "objective", "binary:logitraw");
        double[][] predicted = Peers.predictXgboost(booster, OTHER, false);
        TreeEnsemble model = imported(booster, "json");
        for (int i = 0; i < OTHER.rows(); i++) {
            assertThat(model.raw(OTHER.row(i))[0]).isCloseTo(predicted[i][0], within(1e-6));
        }
    }

    @Test
    void droppedTreesWeighLess() throws Exception {
        TreeEnsemble model =
                assertImports(TRAINING.target(), "booster", "dart", "rate_drop", 0.4, "objective", "reg:squarederror");
        assertThat(model.factors()).anyMatch(factor -> factor != 1);
    }

    @Test
    void forestsAndLeafwiseAndPrunedTrees() throws Exception {
        assertImports(TRAINING.target(), "num_parallel_tree", 3, "subsample", 0.6, "colsample_bynode", 0.6, "eta", 1);
        assertImports(TRAINING.binary(), "objective", "binary:logistic", "grow_policy", "lossguide", "max_leaves", 40);
        assertImports(TRAINING.target(), "gamma", 5, "max_depth", 8);
    }

    @Test
    void anEarlyStoppedModelIsReadWholeOrUpToItsBestRound() throws Exception {
        DMatrix training = Peers.matrix(TRAINING);
        training.setLabel(TRAINING.binary());
        DMatrix other = Peers.matrix(OTHER);
        other.setLabel(OTHER.binary());
        Map<String, Object> settings = Map.of(
                "objective",
                "binary:logistic",
                "eval_metric",
                "logloss",
                "eta",
                1,
                "nthread",
                1,
                "tree_method",
                "hist");
        Booster booster =
                XGBoost.train(training, new HashMap<>(settings), 60, Map.of("other", other), null, null, null, 3);
        Path file = folder.resolve("stopped.ubj");
        booster.setAttr("best_iteration", "4");
        booster.saveModel(file.toString());
        TreeEnsemble all = XgboostFormat.read(file);
        Peers.assertSame(all, OTHER, Peers.predictXgboost(booster, OTHER, false));
        TreeEnsemble best = XgboostFormat.read(file, XgboostFormat.Rounds.BEST);
        assertThat(best.trees()).hasSize(5).hasSizeLessThan(all.trees().size());
        float[][] upTo = booster.predict(other, false, 5);
        for (int i = 0; i < OTHER.rows(); i++) {
            assertThat(best.predict(OTHER.row(i))[1]).isCloseTo(upTo[i][0], within(1e-6));
        }
    }

    // ---- the other way

    private void assertExports(TreeEnsemble model) throws Exception {
        Path file = folder.resolve("ours.json");
        XgboostFormat.write(model, file);
        Booster booster = XGBoost.loadModel(file.toString());
        Peers.assertSame(model, OTHER, Peers.predictXgboost(booster, OTHER, false));
        // Back again, and from what XGBoost itself makes of it.
        Peers.assertSame(XgboostFormat.read(file), OTHER, Peers.predictXgboost(booster, OTHER, false));
        Peers.assertSame(imported(booster, "ubj"), OTHER, Peers.predictXgboost(booster, OTHER, false));
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
