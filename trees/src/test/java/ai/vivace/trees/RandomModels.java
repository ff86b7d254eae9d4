package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Models that nobody has trained, with all that a tree can have. */
final class RandomModels {
    static final int NUMBERS = 5;
    static final int LEVELS = 70;

    private RandomModels() {}

    /** Five columns of numbers and one of levels. */
    static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            features.add(Feature.numeric("number " + i));
        }
        features.add(Feature.categorical(
                "colour", IntStream.range(0, LEVELS).mapToObj(i -> "c" + i).toList()));
        return features;
    }

    /** A tree that splits at random; with levels and zeros for missing values where asked for. */
    static Tree tree(int leaves, int outputs, boolean everything, Rng rng) {
        Tree.Builder builder = new Tree.Builder();
        List<Integer> open = new ArrayList<>(List.of(leaf(builder, outputs, rng)));
        for (int i = 1; i < leaves; i++) {
            int node = open.remove(rng.nextInt(open.size()));
            int left = leaf(builder, outputs, rng);
            int right = leaf(builder, outputs, rng);
            Tree.Side missing = rng.nextInt(2) == 0 ? Tree.Side.LEFT : Tree.Side.RIGHT;
            int column = rng.nextInt(everything ? NUMBERS + 1 : NUMBERS);
            double gain = rng.nextDouble();
            if (column == NUMBERS) {
                long[] set = {rng.nextLong(), rng.nextLong() & (1L << (LEVELS - 64)) - 1};
                builder.split(node, column, set, missing, left, right, gain);
                if (rng.nextInt(2) == 0) {
                    builder.unknownGoes(node, Tree.Side.LEFT);
                }
            } else {
                builder.split(node, column, threshold(rng), missing, left, right, gain);
                if (everything && rng.nextInt(3) == 0) {
                    builder.zeroIsMissing(node);
                }
            }
            open.add(left);
            open.add(right);
        }
        return builder.build();
    }

    private static double threshold(Rng rng) {
        return switch (rng.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -0.0;
            case 2 -> (float) rng.nextGaussian();
            case 3 -> Math.nextDown((double) (float) rng.nextGaussian());
            default -> rng.nextGaussian();
        };
    }

    private static int leaf(Tree.Builder builder, int outputs, Rng rng) {
        double[] value = new double[outputs];
        Arrays.setAll(value, k -> rng.nextGaussian());
        return builder.leaf(value, rng.nextDouble(), rng.nextInt(1000), rng.nextInt(2) == 0 ? Double.NaN : 0.25);
    }

    /** A sum of trees that each add to one of so many outputs. */
    static TreeEnsemble boosted(int trees, int leaves, int width, boolean everything, Rng rng) {
        List<Tree> grown = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < trees; i++) {
            grown.add(tree(1 + rng.nextInt(leaves), 1, everything, rng));
            outputs.add(rng.nextInt(width));
            factors.add(rng.nextDouble());
        }
        Task task = new Task.Classification(IntStream.range(0, Math.max(2, width))
                .mapToObj(i -> "class " + i)
                .toList());
        return new TreeEnsemble(
                features(),
                task,
                grown,
                outputs,
                factors,
                Collections.nCopies(width, 0.1),
                TreeEnsemble.Combination.SUM,
                width == 1 ? Link.LOGISTIC : Link.SOFTMAX,
                Map.of("kind", "random", "a", "ü"));
    }

    /** A mean of trees that have a number for each output. */
    static TreeEnsemble forest(int trees, int leaves, int width, Rng rng) {
        return new TreeEnsemble(
                features(),
                new Task.Regression(),
                IntStream.range(0, trees)
                        .mapToObj(i -> tree(leaves, width, true, rng))
                        .toList(),
                Collections.nCopies(trees, TreeEnsemble.ALL),
                Collections.nCopies(trees, 1.0 / trees),
                Collections.nCopies(width, 0.0),
                TreeEnsemble.Combination.SUM,
                Link.IDENTITY,
                Map.of());
    }

    /** A weighted median of trees. */
    static TreeEnsemble median(int trees, Rng rng) {
        TreeEnsemble sum = boosted(trees, 9, 1, true, rng);
        return new TreeEnsemble(
                sum.features(),
                new Task.Regression(),
                sum.trees(),
                sum.outputs(),
                sum.factors(),
                List.of(3.0),
                TreeEnsemble.Combination.WEIGHTED_MEDIAN,
                Link.IDENTITY,
                Map.of());
    }

    /** Rows one behind the other, with missing values, zeros of both signs, tiny and infinite numbers, and levels that are unknown. */
    static float[] rows(int count, Rng rng) {
        int columns = NUMBERS + 1;
        float[] rows = new float[count * columns];
        for (int i = 0; i < rows.length; i++) {
            boolean isLevel = i % columns == NUMBERS;
            rows[i] = switch (rng.nextInt(10)) {
                case 0 -> Float.NaN;
                case 1 -> 0f;
                case 2 -> isLevel ? 1000 : -0f;
                case 3 -> isLevel ? -1 : Float.MIN_VALUE;
                case 4 -> isLevel ? LEVELS : rng.nextInt(2) == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
                default -> isLevel ? rng.nextInt(LEVELS) : (float) rng.nextGaussian();
            };
        }
        return rows;
    }

    static float[] row(float[] rows, int row) {
        int columns = NUMBERS + 1;
        return Arrays.copyOfRange(rows, row * columns, (row + 1) * columns);
    }
}
