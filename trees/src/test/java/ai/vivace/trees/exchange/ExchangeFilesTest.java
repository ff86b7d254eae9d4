package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.TreeEnsemble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no other library: damaged and foreign files, and what has no counterpart. */
class ExchangeFilesTest {
    private static final PeerData TRAINING = PeerData.of(200, 1);

    @TempDir
    Path folder;

    private static TreeEnsemble boosted() {
        return GradientBoosting.standard().rounds(2).depth(3).fit(TRAINING.features(), TRAINING.twoClasses());
    }

    private static TreeEnsemble xgboost(byte[] bytes) {
        return XgboostFormat.read(new ByteArrayInputStream(bytes), XgboostFormat.Rounds.ALL);
    }

    private static TreeEnsemble lightGbm(byte[] bytes) {
        return LightGbmFormat.read(new ByteArrayInputStream(bytes));
    }

    /** Reads bytes as a model. */
    private interface Reader {
        TreeEnsemble read(byte[] bytes);
    }

    /** Each damaged file is refused with a reason, or gives a model that predicts. */
    private static int refusals(byte[] whole, Reader reader) {
        Rng rng = Rng.of(9);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = damaged(whole, rng);
            try {
                reader.read(damaged).predict(TRAINING.row(0));
            } catch (InputException e) {
                refused++;
                assertThat(e).hasMessageContaining("cannot be imported");
            }
        }
        return refused;
    }

    private static byte[] damaged(byte[] whole, Rng rng) {
        byte[] damaged = whole.clone();
        int at = rng.nextInt(damaged.length);
        switch (rng.nextInt(3)) {
            case 0 -> damaged = Arrays.copyOf(damaged, at);
            case 1 -> damaged[at] ^= (byte) (1 << rng.nextInt(8));
            default -> {
                int size = Math.min(damaged.length - at, 1 + rng.nextInt(6));
                System.arraycopy(whole, at + size, damaged, at, damaged.length - at - size);
                damaged = Arrays.copyOf(damaged, damaged.length - size);
            }
        }
        return damaged;
    }

    @Test
    void damagedFilesAreRefusedOrHarmless() throws IOException {
        Path file = folder.resolve("model");
        XgboostFormat.write(boosted(), file);
        assertThat(refusals(Files.readAllBytes(file), ExchangeFilesTest::xgboost))
                .isGreaterThan(500);
        LightGbmFormat.write(boosted(), file);
        assertThat(refusals(Files.readAllBytes(file), ExchangeFilesTest::lightGbm))
                .isGreaterThan(300);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("model");
        TreeEnsemble model = boosted();
        XgboostFormat.write(model, file);
        TreeEnsemble back = XgboostFormat.read(file);
        LightGbmFormat.write(model, file);
        TreeEnsemble other = LightGbmFormat.read(file);
        for (int i = 0; i < TRAINING.rows(); i++) {
            double own = model.predict(TRAINING.row(i))[1];
            assertThat(Math.abs(back.predict(TRAINING.row(i))[1] - own)).isLessThan(1e-6);
            assertThat(Math.abs(other.predict(TRAINING.row(i))[1] - own)).isLessThan(1e-15);
        }
    }

    @Test
    void countsThatAreLiesTakeNoMemory() {
        // An object with a list of 2^31 - 1 float32 numbers, and one with a name of as many bytes.
        byte[] list = {'{', 'i', 1, 'a', '[', '$', 'd', '#', 'l', 127, -1, -1, -1, 0};
        byte[] name = {'{', 'l', 127, -1, -1, -1, 'a'};
        assertThatThrownBy(() -> xgboost(list))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
        assertThatThrownBy(() -> xgboost(name))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) '[');
        System.arraycopy(new byte[] {'{', 'i', 1, 'a'}, 0, deep, 0, 4);
        assertThatThrownBy(() -> xgboost(deep))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deep");
    }

    private static String lightGbmText(String more, String tree) {
        return "tree\nversion=v4\nnum_tree_per_iteration=1\nmax_feature_idx=0\nfeature_names=a\n" + more + "\nTree=0\n"
                + tree + "\n\nend of trees\n";
    }

    private static void assertLightGbmRefused(String text, String because) {
        assertThatThrownBy(() -> lightGbm(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(because);
    }

    @Test
    void whatLightGbmHasAloneIsRefused() {
        String leaf = "num_leaves=1\nleaf_value=2";
        assertThat(lightGbm(lightGbmText("", leaf).getBytes(StandardCharsets.UTF_8))
                        .predict(new float[1]))
                .containsExactly(2);
        assertLightGbmRefused(lightGbmText("", leaf + "\nis_linear=1"), "Linear trees");
        assertLightGbmRefused(lightGbmText("objective=regression sqrt", leaf), "squares");
        assertLightGbmRefused(lightGbmText("objective=cross_entropy_lambda", leaf), "no counterpart");
        assertLightGbmRefused(lightGbmText("version=v9", leaf), "version v9");
        assertLightGbmRefused("{}", "first line");
        String split = "num_leaves=2\nsplit_feature=0\nthreshold=1\ndecision_type=2\nleaf_value=1 2\n";
        assertLightGbmRefused(lightGbmText("", split + "left_child=0\nright_child=-2"), "two splits");
        assertLightGbmRefused(lightGbmText("", split + "left_child=-1\nright_child=-3"), "is not there");
    }

    @Test
    void missingNoneZeroAndNanGoTheirOwnWays() {
        // Bits 4 and 8 say what is missing, bit 2 that it goes left; the threshold is below 0.
        assertThat(sideOf(0, Float.NaN)).isEqualTo(2);
        assertThat(sideOf(2, Float.NaN)).isEqualTo(2);
        assertThat(sideOf(4 + 2, Float.NaN)).isEqualTo(1);
        assertThat(sideOf(4 + 2, 0f)).isEqualTo(1);
        assertThat(sideOf(4, 0f)).isEqualTo(2);
        assertThat(sideOf(4, -2f)).isEqualTo(1);
        assertThat(sideOf(8 + 2, Float.NaN)).isEqualTo(1);
        assertThat(sideOf(8 + 2, 0f)).isEqualTo(2);
        assertThat(sideOf(8, Float.NaN)).isEqualTo(2);
    }

    private static double sideOf(int decision, float value) {
        String tree = "num_leaves=2\nsplit_feature=0\nthreshold=-1\ndecision_type=" + decision
                + "\nleft_child=-1\nright_child=-2\nleaf_value=1 2";
        return lightGbm(lightGbmText("", tree).getBytes(StandardCharsets.UTF_8)).predict(new float[] {value})[0];
    }

    private static String xgboostText(String objective, String base, String booster, String threshold) {
        return """
                {"learner":{"attributes":{},"feature_names":[],"feature_types":[],
                "gradient_booster":{"name":"%s","model":{"gbtree_model_param":{"num_trees":"1"},"tree_info":[0],"trees":[
                {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],
                "split_conditions":[%s,1,2],"default_left":[true,false,false],"sum_hessian":[2,1,1],
                "loss_changes":[1,0,0],"tree_param":{"size_leaf_vector":"1"}}]}},
                "learner_model_param":{"base_score":"%s","num_class":"0","num_feature":"1"},
                "objective":{"name":"%s"}},"version":[1,7,0]}""".formatted(booster, threshold, base, objective);
    }

    private static double xgboostRaw(String objective, String base, String threshold, float value) {
        byte[] bytes = xgboostText(objective, base, "gbtree", threshold).getBytes(StandardCharsets.UTF_8);
        return xgboost(bytes).raw(new float[] {value})[0];
    }

    @Test
    void baseScoreIsAPredictionInEachOfItsForms() {
        assertThat(xgboostRaw("reg:squarederror", "3", "5", 0)).isEqualTo(4);
        assertThat(xgboostRaw("reg:squarederror", "[3E0]", "5", 0)).isEqualTo(4);
        assertThat(xgboostRaw("binary:logistic", "5E-1", "5", 0)).isEqualTo(1);
        assertThat(xgboostRaw("binary:logistic", "0.8807970779778823", "5", 0)).isCloseTo(3, within());
        assertThat(xgboostRaw("count:poisson", "2.718281828", "5", 0)).isCloseTo(2, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    @Test
    void whatEqualsAThresholdOfXgboostGoesRightAndWhatIsJustBelowLeft() {
        for (float threshold : new float[] {1.5f, 0f, -0f, Float.MIN_VALUE, -1e30f}) {
            String text = Float.toString(threshold);
            assertThat(xgboostRaw("reg:squarederror", "0", text, threshold)).isEqualTo(2);
            assertThat(xgboostRaw("reg:squarederror", "0", text, Math.nextDown(threshold)))
                    .isEqualTo(1);
            assertThat(xgboostRaw("reg:squarederror", "0", text, Float.NaN)).isEqualTo(1);
        }
    }

    @Test
    void whatXgboostHasAloneIsRefused() {
        assertXgboostRefused(xgboostText("binary:hinge", "0", "gbtree", "1"), "no counterpart");
        assertXgboostRefused(xgboostText("binary:logitraw", "0.5", "gbtree", "1"), "from version 2 on");
        assertXgboostRefused(xgboostText("reg:squarederror", "0", "gblinear", "1"), "gblinear");
        assertXgboostRefused(xgboostText("reg:squarederror", "what", "gbtree", "1"), "base_score");
        assertXgboostRefused(
                xgboostText("reg:squarederror", "0", "gbtree", "1").replace("_vector\":\"1\"", "_vector\":\"3\""),
                "multi_output_tree");
        assertXgboostRefused(
                xgboostText("reg:squarederror", "0", "gbtree", "1").replace("[1,-1,-1]", "[0,-1,-1]"), "Node 0");
        assertXgboostRefused("binf", "neither as JSON nor as UBJSON");
        assertXgboostRefused("{\"a\":1}", "the document.learner");
    }

    private static void assertXgboostRefused(String text, String because) {
        assertThatThrownBy(() -> xgboost(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(because);
    }

    @Test
    void whatOthersHaveNotIsRefusedBeforeAFileIsTouched() {
        Path file = folder.resolve("nothing");
        TreeEnsemble median = AdaBoost.standard().rounds(3).fit(TRAINING.features(), TRAINING.numbers());
        assertThatThrownBy(() -> XgboostFormat.write(median, file)).hasMessageContaining("weighted median");
        assertThatThrownBy(() -> LightGbmFormat.write(median, file)).hasMessageContaining("weighted median");
        assertThatThrownBy(() -> OnnxFormat.write(median, file)).hasMessageContaining("weighted median");
        String tree =
                "num_leaves=2\nsplit_feature=0\nthreshold=1\ndecision_type=6\nleft_child=-1\nright_child=-2\nleaf_value=1 2";
        TreeEnsemble zeros = lightGbm(lightGbmText("", tree).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> XgboostFormat.write(zeros, file)).hasMessageContaining("zero for a missing value");
        assertThatThrownBy(() -> OnnxFormat.write(zeros, file)).hasMessageContaining("zero for a missing value");
        assertThat(file).doesNotExist();
    }
}
