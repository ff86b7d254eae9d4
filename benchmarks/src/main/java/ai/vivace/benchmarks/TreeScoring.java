package ai.vivace.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.vivace.base.Rng;
import ai.vivace.trees.Scorer;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.exchange.LightGbmFormat;
import ai.vivace.trees.exchange.OnnxFormat;
import ai.vivace.trees.exchange.XgboostFormat;
import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Times predictions by one thread, of XGBoost's and LightGBM's own models: by themselves, by ONNX Runtime and by Vivace; many rows at once, and row by
 * row. Candidates take turns; the figure is the shortest turn's CPU time for a row, and its ratio is Vivace's to the other's. Options: {@code --training},
 * {@code --rows}, {@code --trees}, {@code --turns}.
 */
final class TreeScoring {
    private static final int COLUMNS = 28;
    private static final int SINGLE = 2000;
    /** Process CPU time ticks in 10 ms, so that a turn must be far longer. */
    private static final double TURN_SECONDS = 0.5;

    private TreeScoring() {}

    /** Work that predicts some rows. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** What is timed. */
    private static final class Candidate {
        private final String model;
        private final String kind;
        private final String name;
        private final int rows;
        private final Work work;
        private int repetitions = 1;
        private double nanoseconds = Double.POSITIVE_INFINITY;

        Candidate(String model, String kind, String name, int rows, Work work) {
            this.model = model;
            this.kind = kind;
            this.name = name;
            this.rows = rows;
            this.work = work;
        }

        boolean isOurs() {
            return name.startsWith("Vivace");
        }

        /** Warms up, and finds how often a turn must repeat the work. */
        void prepare() throws Exception {
            double seconds = 0;
            while (seconds < TURN_SECONDS) {
                seconds = cpuSeconds(repetitions);
                if (seconds < TURN_SECONDS) {
                    repetitions = (int) Math.max(
                            repetitions + 1, repetitions * Math.min(10, 1.2 * TURN_SECONDS / Math.max(0.01, seconds)));
                }
            }
        }

        void turn() throws Exception {
            nanoseconds = Math.min(nanoseconds, cpuSeconds(repetitions) * 1e9 / repetitions / rows);
        }

        private double cpuSeconds(int times) throws Exception {
            long before = StepClock.SYSTEM.getProcessCpuTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            return (StepClock.SYSTEM.getProcessCpuTime() - before) / 1e9;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        int training = options.number("training", 100_000);
        int rows = options.number("rows", 50_000);
        int trees = options.number("trees", 100);
        int turns = options.number("turns", 5);
        options.read();
        float[] learnt = values(training, 1);
        float[] values = values(rows, 2);
        Path folder = Files.createTempDirectory("vivace-scoring");
        List<Candidate> candidates = new ArrayList<>();
        candidates.addAll(xgboost(learnt, training, trees, values, rows, folder));
        candidates.addAll(lightGbm(learnt, training, trees, values, rows, folder));
        for (Candidate candidate : candidates) {
            candidate.prepare();
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Candidate candidate : candidates) {
                candidate.turn();
            }
        }
        print(candidates);
        // Sessions and boosters of the natives live as long as the process.
        Runtime.getRuntime().halt(0);
    }

    private static void print(List<Candidate> candidates) {
        System.out.println("| model | rows | by | ns a row | Vivace / this |");
        System.out.println("| --- | --- | --- | ---: | ---: |");
        for (Candidate candidate : candidates) {
            double ours = candidates.stream()
                    .filter(other ->
                            other.isOurs() && other.model.equals(candidate.model) && other.kind.equals(candidate.kind))
                    .mapToDouble(other -> other.nanoseconds)
                    .min()
                    .orElse(Double.NaN);
            System.out.printf(
                    "| %s | %s | %s | %,.0f | %.3f |%n",
                    candidate.model,
                    candidate.kind,
                    candidate.name,
                    candidate.nanoseconds,
                    ours / candidate.nanoseconds);
        }
    }

    // ---- data

    private static float[] values(int rows, long seed) {
        Rng rng = Rng.of(seed);
        float[] values = new float[rows * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        return values;
    }

    private static float[] labels(float[] values, int rows) {
        Rng rng = Rng.of(3);
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            int at = i * COLUMNS;
            double score = 0;
            for (int k = 0; k + 3 < COLUMNS; k += 4) {
                score += Math.sin(2 * values[at + k]) * (values[at + k + 1] > 0.3 ? 1 : 0.3)
                        + 0.5 * values[at + k + 2] * values[at + k + 3];
            }
            labels[i] = rng.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
        }
        return labels;
    }

    private static float[][] rows(float[] values) {
        float[][] rows = new float[SINGLE][];
        for (int i = 0; i < SINGLE; i++) {
            rows[i] = Arrays.copyOfRange(values, i * COLUMNS, (i + 1) * COLUMNS);
        }
        return rows;
    }

    private static List<Candidate> ours(String model, TreeEnsemble ensemble, float[] values, int rows) {
        Scorer scorer = Scorer.of(ensemble);
        Scorer.Scratch scratch = scorer.scratch();
        double[] many = new double[rows * scorer.outputs()];
        double[] one = new double[scorer.outputs()];
        float[][] single = rows(values);
        return List.of(
                new Candidate(model, "batch", "Vivace", rows, () -> scorer.predict(values, rows, many, scratch)),
                new Candidate(model, "single", "Vivace", SINGLE, () -> {
                    for (float[] row : single) {
                        scorer.predict(row, one, scratch);
                    }
                }));
    }

    // ---- XGBoost's model

    private static List<Candidate> xgboost(
            float[] learnt, int training, int trees, float[] values, int rows, Path folder)
            throws XGBoostError, OrtException {
        DMatrix matrix = new DMatrix(learnt, training, COLUMNS, Float.NaN);
        matrix.setLabel(labels(learnt, training));
        Map<String, Object> settings = Map.of(
                "objective",
                "binary:logistic",
                "tree_method",
                "hist",
                "max_depth",
                6,
                "eta",
                0.1,
                "nthread",
                1,
                "verbosity",
                0);
        Booster booster = XGBoost.train(matrix, new HashMap<>(settings), trees, new HashMap<>(), null, null);
        matrix.dispose();
        Path file = folder.resolve("xgboost.ubj");
        booster.saveModel(file.toString());
        TreeEnsemble ensemble = XgboostFormat.read(file);
        String model = "XGBoost, depth 6";
        float[][] single = rows(values);
        List<Candidate> candidates = new ArrayList<>(ours(model, ensemble, values, rows));
        // A matrix of its own each time: XGBoost keeps what it has predicted for one, and would only look it up.
        candidates.add(new Candidate(model, "batch", "XGBoost 3.1.1, by a matrix", rows, () -> {
            DMatrix all = new DMatrix(values, rows, COLUMNS, Float.NaN);
            booster.predict(all);
            all.dispose();
        }));
        candidates.add(new Candidate(
                model,
                "batch",
                "XGBoost 3.1.1, in place",
                rows,
                () -> booster.inplace_predict(values, rows, COLUMNS, Float.NaN)));
        candidates.add(new Candidate(model, "single", "XGBoost 3.1.1, in place", SINGLE, () -> {
            for (float[] row : single) {
                booster.inplace_predict(row, 1, COLUMNS, Float.NaN);
            }
        }));
        candidates.addAll(onnx(model, ensemble, values, rows, folder.resolve("xgboost.onnx")));
        return candidates;
    }

    // ---- LightGBM's model

    private static List<Candidate> lightGbm(
            float[] learnt, int training, int trees, float[] values, int rows, Path folder)
            throws LGBMException, IOException, OrtException {
        String settings = "objective=binary num_leaves=64 learning_rate=0.1 num_threads=1 verbosity=-1";
        String text;
        try (LGBMDataset set = LGBMDataset.createFromMat(learnt, training, COLUMNS, true, settings, null)) {
            set.setField("label", labels(learnt, training));
            try (LGBMBooster booster = LGBMBooster.create(set, settings)) {
                for (int i = 0; i < trees; i++) {
                    booster.updateOneIter();
                }
                text = booster.saveModelToString(0, -1, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
        Path file = Files.writeString(folder.resolve("lightgbm.txt"), text);
        TreeEnsemble ensemble = LightGbmFormat.read(file);
        String model = "LightGBM, 64 leaves";
        LGBMBooster booster = LGBMBooster.loadModelFromString(text);
        float[][] single = rows(values);
        List<Candidate> candidates = new ArrayList<>(ours(model, ensemble, values, rows));
        candidates.add(new Candidate(
                model,
                "batch",
                "LightGBM 4.1",
                rows,
                () -> booster.predictForMat(
                        values, rows, COLUMNS, true, PredictionType.C_API_PREDICT_NORMAL, "num_threads=1")));
        candidates.add(new Candidate(model, "single", "LightGBM 4.1, lightgbm4j", SINGLE, () -> {
            for (float[] row : single) {
                booster.predictForMatSingleRow(row, PredictionType.C_API_PREDICT_NORMAL);
            }
        }));
        candidates.add(new Candidate(model, "single", "LightGBM 4.1, its fast call", SINGLE, fastCall(file, single)));
        candidates.addAll(onnx(model, ensemble, values, rows, folder.resolve("lightgbm.onnx")));
        return candidates;
    }

    /** LightGBM's quickest way for a row, which lightgbm4j has no method for. */
    private static Work fastCall(Path file, float[][] single) {
        SWIGTYPE_p_int rounds = lightgbmlib.new_intp();
        SWIGTYPE_p_p_void place = lightgbmlib.voidpp_handle();
        SWIGTYPE_p_p_void fastPlace = lightgbmlib.voidpp_handle();
        lightgbmlib.LGBM_BoosterCreateFromModelfile(file.toString(), rounds, place);
        SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(place);
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                booster, 0, 0, -1, 0, COLUMNS, "num_threads=1", fastPlace);
        SWIGTYPE_p_void fast = lightgbmlib.voidpp_value(fastPlace);
        SWIGTYPE_p_float values = lightgbmlib.new_floatArray(COLUMNS);
        SWIGTYPE_p_void place0 = lightgbmlib.float_to_voidp_ptr(values);
        SWIGTYPE_p_double out = lightgbmlib.new_doubleArray(1);
        SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
        double[] sum = new double[1];
        return () -> {
            for (float[] row : single) {
                for (int k = 0; k < COLUMNS; k++) {
                    lightgbmlib.floatArray_setitem(values, k, row[k]);
                }
                lightgbmlib.LGBM_BoosterPredictForMatSingleRowFast(fast, place0, length, out);
                sum[0] += lightgbmlib.doubleArray_getitem(out, 0);
            }
        };
    }

    // ---- ONNX Runtime

    private static List<Candidate> onnx(String model, TreeEnsemble ensemble, float[] values, int rows, Path file)
            throws OrtException {
        OnnxFormat.write(ensemble, file);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        OrtSession session = environment.createSession(file.toString(), options);
        FloatBuffer all = ByteBuffer.allocateDirect(Float.BYTES * values.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        all.put(values);
        float[][] single = rows(values);
        return List.of(
                new Candidate(model, "batch", "ONNX Runtime 1.20", rows, () -> {
                    all.rewind();
                    run(session, environment, all, rows);
                }),
                new Candidate(model, "single", "ONNX Runtime 1.20", SINGLE, () -> {
                    for (float[] row : single) {
                        run(session, environment, FloatBuffer.wrap(row), 1);
                    }
                }));
    }

    private static void run(OrtSession session, OrtEnvironment environment, FloatBuffer values, int rows)
            throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, new long[] {rows, COLUMNS});
                OrtSession.Result result = session.run(Map.of("rows", tensor), Set.of("probabilities"))) {
            if (result.size() != 1) {
                throw new IllegalStateException("No probabilities came.");
            }
        }
    }
}
