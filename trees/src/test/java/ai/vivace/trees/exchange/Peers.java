package ai.vivace.trees.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.vivace.trees.Scorer;
import ai.vivace.trees.TreeEnsemble;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Assumptions;

/** The other libraries themselves: XGBoost, LightGBM and ONNX Runtime. */
final class Peers {
    private Peers() {}

    /** Skips a test where their native libraries do not run. */
    static void assume() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        Assumptions.assumeTrue(
                system.contains("linux") && processor.equals("amd64"),
                "XGBoost, LightGBM and ONNX Runtime are test dependencies for Linux on x86-64 only.");
    }

    // ---- XGBoost

    /** A matrix whose last two columns are categories. */
    static DMatrix matrix(PeerData data) throws XGBoostError {
        DMatrix matrix = new DMatrix(data.values(), data.rows(), PeerData.COLUMNS, Float.NaN);
        matrix.setFeatureTypes(new String[] {"q", "q", "q", "q", "c", "c"});
        return matrix;
    }

    static Booster trainXgboost(PeerData data, float[] label, int rounds, Object... settings) throws XGBoostError {
        DMatrix matrix = matrix(data);
        matrix.setLabel(label);
        Map<String, Object> all = new HashMap<>(
                Map.of("tree_method", "hist", "nthread", 1, "verbosity", 0, "max_cat_to_onehot", 4, "seed", 3));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((String) settings[i], settings[i + 1]);
        }
        return XGBoost.train(matrix, all, rounds, new HashMap<>(), null, null);
    }

    /** Predictions, or sums before the link. */
    static double[][] predictXgboost(Booster booster, PeerData data, boolean sums) throws XGBoostError {
        float[][] predicted = booster.predict(matrix(data), sums);
        return Arrays.stream(predicted).map(Peers::doubles).toArray(double[][]::new);
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }

    // ---- LightGBM; its raw interface, as lightgbm4j has no room for predictions of several classes

    static String trainLightGbm(PeerData data, float[] label, int rounds, String settings) throws Exception {
        String all = "num_threads=1 verbosity=-1 min_data_in_leaf=5 seed=3 deterministic=true " + settings;
        try (LGBMDataset set =
                LGBMDataset.createFromMat(data.values(), data.rows(), PeerData.COLUMNS, true, all, null)) {
            set.setField("label", label);
            if (settings.contains("lambdarank")) {
                int[] groups = new int[data.rows() / 10];
                Arrays.fill(groups, 10);
                set.setField("group", groups);
            }
            try (LGBMBooster booster = LGBMBooster.create(set, all)) {
                for (int i = 0; i < rounds; i++) {
                    booster.updateOneIter();
                }
                return booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
    }

    static double[][] predictLightGbm(String model, PeerData data, int outputs, boolean sums) throws Exception {
        LGBMBooster.loadNative();
        SWIGTYPE_p_int rounds = lightgbmlib.new_intp();
        SWIGTYPE_p_p_void place = lightgbmlib.voidpp_handle();
        assertThat(lightgbmlib.LGBM_BoosterLoadModelFromString(model, rounds, place))
                .as("LightGBM: %s", lightgbmlib.LGBM_GetLastError())
                .isZero();
        SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(place);
        SWIGTYPE_p_float values = lightgbmlib.new_floatArray(data.values().length);
        for (int i = 0; i < data.values().length; i++) {
            lightgbmlib.floatArray_setitem(values, i, data.values()[i]);
        }
        SWIGTYPE_p_double out = lightgbmlib.new_doubleArray((long) data.rows() * outputs);
        SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
        int done = lightgbmlib.LGBM_BoosterPredictForMat(
                booster,
                lightgbmlib.float_to_voidp_ptr(values),
                0,
                data.rows(),
                PeerData.COLUMNS,
                1,
                sums ? 1 : 0,
                0,
                -1,
                "num_threads=1",
                length,
                out);
        assertThat(done).as("LightGBM: %s", lightgbmlib.LGBM_GetLastError()).isZero();
        assertThat(lightgbmlib.int64_tp_value(length)).isEqualTo((long) data.rows() * outputs);
        double[][] predicted = new double[data.rows()][outputs];
        for (int i = 0; i < data.rows() * outputs; i++) {
            predicted[i / outputs][i % outputs] = lightgbmlib.doubleArray_getitem(out, i);
        }
        lightgbmlib.LGBM_BoosterFree(booster);
        lightgbmlib.delete_floatArray(values);
        lightgbmlib.delete_doubleArray(out);
        return predicted;
    }

    // ---- ONNX Runtime

    /**
     * What a model in a file predicts.
     *
     * @param labels by row; empty for numbers
     * @param numbers by row
     */
    record OnnxAnswer(String[] labels, double[][] numbers) {}

    static OnnxAnswer predictOnnx(Path file, PeerData data) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options);
                    OnnxTensor rows = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(data.values()), new long[] {data.rows(), PeerData.COLUMNS});
                    OrtSession.Result result = session.run(Map.of("rows", rows))) {
                boolean classes = result.size() == 2;
                float[][] numbers = (float[][]) result.get(classes ? 1 : 0).getValue();
                return new OnnxAnswer(
                        classes ? (String[]) result.get(0).getValue() : new String[0],
                        Arrays.stream(numbers).map(Peers::doubles).toArray(double[][]::new));
            }
        }
    }

    // ---- comparing

    /** Whether a model predicts the same as another library did, row by row and in blocks; a probability of two classes stands for both. */
    static void assertSame(TreeEnsemble model, PeerData data, double[][] predicted) {
        double[] many = new double[data.rows() * Scorer.of(model).outputs()];
        Scorer.of(model).predict(data.values(), data.rows(), many);
        for (int i = 0; i < data.rows(); i++) {
            double[] own = model.predict(data.row(i));
            int first = own.length - predicted[i].length;
            for (int k = 0; k < predicted[i].length; k++) {
                double expected = predicted[i][k];
                double difference = Math.abs(own[first + k] - expected);
                // Written so that NaN fails too.
                if (!(difference <= 1e-6 * Math.max(1, Math.abs(expected)))) {
                    throw new AssertionError("Row " + i + ", output " + k + ": the other library predicts " + expected
                            + ", we " + own[first + k] + " for " + Arrays.toString(data.row(i)) + ".");
                }
                if (many[i * own.length + first + k] != own[first + k]) {
                    throw new AssertionError("Row " + i + " is another in a block.");
                }
            }
        }
    }
}
