package ai.vivace.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trains one model in a fresh process and judges it. Times are of the first training from numbers in memory to the finished model, bins and the
 * compiler's work included; native libraries are loaded before, and the collector has cleared what reading the data has left. With
 * {@code --again} it is trained once more, and what that took is reported beside: what a program that trains often has.
 *
 * <pre>
 * TreeTraining --sets target/trees --set collisions --by vivace|xgboost|lightgbm --model depth [--rounds 100] [--rows 50000] [--columns 5]
 *              [--categories native|numbers] [--threads 1] [--seed 1] [--again yes] [--group boosting]
 * </pre>
 *
 * {@link TreeRecipe} has the models. {@code --group} goes to the report only.
 */
public final class TreeTraining {
    private TreeTraining() {}

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        options.text("group", "");
        Path sets = Path.of(options.unreported("sets", "target/trees"));
        String name = options.text("set", "collisions");
        TreeProgram program =
                switch (options.text("by", "vivace")) {
                    case "xgboost" -> new TreeXgboost();
                    case "lightgbm" -> new TreeLightGbm();
                    default -> new TreeVivace();
                };
        TreeRecipe recipe = TreeRecipe.of(options);
        int rows = options.number("rows", Integer.MAX_VALUE);
        boolean asNumbers = options.text("categories", "native").equals("numbers");
        boolean again = options.text("again", "no").equals("yes");
        options.read();
        TreeSamples all = TreeSamples.read(sets, name).first(rows);
        TreeSamples samples = asNumbers ? all.numeric() : all;

        program.start();
        Training first = Training.of(program, samples, recipe);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("load_cpu_s", StepClock.rounded(first.loadCpuSeconds()));
        figures.put("cpu_s", StepClock.rounded(first.cpuSeconds()));
        figures.put("wall_s", StepClock.rounded(first.wallSeconds()));
        if (again) {
            Training second = Training.of(program, samples, recipe);
            figures.put("again_cpu_s", StepClock.rounded(second.cpuSeconds()));
            figures.put("again_wall_s", StepClock.rounded(second.wallSeconds()));
        }
        samples.quality(first.trained().predict(samples))
                .forEach((measure, value) -> figures.put(measure, round6(value)));
        Report.print("tree_training", program.engine(), options, figures);
    }

    /** A training and what it took; what it left in memory stays there. */
    private record Training(TreeProgram.Trained trained, double loadCpuSeconds, double cpuSeconds, double wallSeconds) {
        static Training of(TreeProgram program, TreeSamples samples, TreeRecipe recipe) throws Exception {
            // What reading the data has left behind is no part of the training.
            System.gc();
            long startWall = System.nanoTime();
            long startCpu = StepClock.SYSTEM.getProcessCpuTime();
            TreeProgram.Loaded loaded = program.load(samples, recipe);
            long loadedCpu = StepClock.SYSTEM.getProcessCpuTime();
            TreeProgram.Trained trained = loaded.train();
            long endCpu = StepClock.SYSTEM.getProcessCpuTime();
            return new Training(
                    trained,
                    (loadedCpu - startCpu) / 1e9,
                    (endCpu - startCpu) / 1e9,
                    (System.nanoTime() - startWall) / 1e9);
        }
    }

    private static double round6(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
