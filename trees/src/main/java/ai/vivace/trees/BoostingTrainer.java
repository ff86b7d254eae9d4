package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One training by gradient boosting. */
final class BoostingTrainer {
    private static final int PIECE = 1 << 14;

    private final GradientBoosting settings;
    private final Objective objective;
    private final Features features;
    private final Target target;
    private final Workers workers;
    private final Rng rng;
    private final BinnedData data;
    private final GradientGrower grower;
    private final GradientRows packing;
    private final int outputs;
    private final double[] base;
    private final double[][] scores;
    private final double[][] gradients;
    private final double[][] hessians;
    private final List<Tree> trees = new ArrayList<>();
    private final List<Integer> treeOutputs = new ArrayList<>();
    private final List<Double> factors = new ArrayList<>();
    private @Nullable Watch watch;

    BoostingTrainer(GradientBoosting settings, Objective objective, Features features, Target target, Workers workers) {
        this.settings = settings;
        this.objective = objective;
        this.features = features;
        this.target = target;
        this.workers = workers;
        rng = settings.rng().split("boosting");
        int[] directions = settings.constraints().directions(features.features());
        base = objective.start(target);
        outputs = base.length;
        BinnedData.RowLayout layout =
                settings.bundling() == Bundling.LOSSLESS ? BinnedData.RowLayout.BUNDLED : BinnedData.RowLayout.PACKED;
        data = BinnedData.fit(features, settings.binning(), layout, rng.split("bins"), workers);
        grower = new GradientGrower(data, settings.growth(), directions, Histograms.memory(), workers);
        packing = new GradientRows(workers);
        scores = new double[outputs][features.rows()];
        for (int k = 0; k < outputs; k++) {
            Arrays.fill(scores[k], base[k]);
        }
        gradients = new double[outputs][features.rows()];
        hessians = new double[outputs][features.rows()];
    }

    /** Goes on from a model. */
    void start(TreeEnsemble before) {
        InputException.require(
                before.features().equals(features.features()) && before.width() == outputs,
                () -> "Boosting goes on with the columns and outputs of its model, "
                        + before.features().size() + " and " + before.width() + ", but came " + features.count()
                        + " and " + outputs + ".");
        for (int k = 0; k < outputs; k++) {
            base[k] = before.base().get(k);
            Arrays.fill(scores[k], base[k]);
        }
        for (int i = 0; i < before.trees().size(); i++) {
            add(before.trees().get(i), before.outputs().get(i), before.factors().get(i));
            addScores(
                    before.trees().get(i),
                    before.factors().get(i),
                    features,
                    scores[before.outputs().get(i)]);
        }
    }

    /** Judges validation data after each round. */
    void watch(Features validation, Target validationTarget, Measure measure, int patience) {
        watch = new Watch(validation.matching(features.features()), validationTarget, measure, patience);
    }

    BoostingRun train() {
        int before = trees.size();
        Watch watching = watch;
        for (int round = 0; round < settings.rounds(); round++) {
            boost(before / outputs + round);
            if (watching != null && watching.isEnough()) {
                break;
            }
        }
        int keep = watching == null || watching.patience == 0 ? trees.size() : before + watching.best * outputs;
        return new BoostingRun(
                model(keep),
                watching == null ? "" : watching.measure.name(),
                watching == null ? List.of() : watching.history,
                watching == null ? 0 : watching.best);
    }

    private TreeEnsemble model(int keep) {
        List<Double> start = new ArrayList<>();
        for (double one : base) {
            start.add(one);
        }
        return new TreeEnsemble(
                features.features(),
                target.task(),
                trees.subList(0, keep),
                treeOutputs.subList(0, keep),
                factors.subList(0, keep),
                start,
                TreeEnsemble.Combination.SUM,
                objective.link(),
                settings.told(objective));
    }

    private void boost(int round) {
        Rng draws = rng.split(round);
        int[] dropped = dropped(draws.split("dropout"));
        for (int tree : dropped) {
            addScores(trees.get(tree), -factors.get(tree), features, scores[treeOutputs.get(tree)]);
        }
        Extent[] extents = derive();
        int @Nullable [] rows = rows(round, draws.split("rows"));
        double rate = settings.learningRate();
        double share = dropped.length == 0 ? 1 : 1 / (dropped.length / (double) outputs + rate);
        for (int k = 0; k < outputs; k++) {
            Rng own = draws.split("tree").split(k);
            Extent extent = rows == null ? extents[k] : packing.extent(gradients[k], hessians[k], rows);
            GradientUnits units = GradientUnits.of(rows == null ? features.rows() : rows.length, extent);
            long sum = packing.pack(gradients[k], hessians[k], rows, units, own.seed(), grower.gradients());
            AllowedColumns columns = new AllowedColumns(
                    columns(own.split("columns")),
                    settings.constraints().sets(features.features()),
                    settings.nodeColumnShare(),
                    settings.nodeColumnShare() < 1 ? own.split("nodes") : null);
            Tree.Builder builder = grower.grow(units, sum, rows, columns, rate);
            setLeaves(builder, k, rate, rows == null ? share : 0);
            Tree tree = builder.build();
            add(tree, k, share);
            if (rows != null) {
                addScores(tree, share, features, scores[k]);
            }
        }
        restore(dropped, rate);
    }

    private void add(Tree tree, int output, double factor) {
        trees.add(tree);
        treeOutputs.add(output);
        factors.add(factor);
        Watch watching = watch;
        if (watching != null) {
            watching.add(tree, output, factor);
        }
    }

    /** Derivatives of the loss, times the rows' weights; returns how large they are, by output. */
    private Extent[] derive() {
        int rows = features.rows();
        int size = objective.isByRow() ? PIECE : rows;
        Extent[][] pieces = new Extent[(rows + size - 1) / size][outputs];
        workers.run(pieces.length, (piece, thread) -> {
            int from = piece * size;
            int to = Math.min(rows, from + size);
            objective.gradients(target, scores, gradients, hessians, from, to);
            for (int k = 0; k < outputs; k++) {
                if (target.isWeighted()) {
                    weigh(gradients[k], hessians[k], from, to);
                }
                pieces[piece][k] = Extent.of(gradients[k], hessians[k], null, from, to);
            }
        });
        Extent[] all = new Extent[outputs];
        Arrays.fill(all, Extent.NONE);
        for (Extent[] piece : pieces) {
            for (int k = 0; k < outputs; k++) {
                all[k] = all[k].and(piece[k]);
            }
        }
        for (int k = 0; k < outputs; k++) {
            if (!all[k].isSound()) {
                throw unsound(k);
            }
        }
        return all;
    }

    private void weigh(double[] first, double[] second, int from, int to) {
        for (int row = from; row < to; row++) {
            first[row] *= target.weight(row);
            second[row] *= target.weight(row);
        }
    }

    private InputException unsound(int output) {
        for (int row = 0; row < features.rows(); row++) {
            double gradient = gradients[output][row];
            double hessian = hessians[output][row];
            if (!Double.isFinite(gradient) || !Double.isFinite(hessian) || hessian < 0) {
                return new InputException("The objective " + objective.name() + " gave row " + row + " the gradient "
                        + gradient + " and the hessian " + hessian + " at the score " + scores[output][row]
                        + ", but both must be finite and the hessian at least 0. Lower the learning rate, or look at"
                        + " the target.");
            }
        }
        return new InputException("The gradients of the objective " + objective.name()
                + " are so large that their sum is infinite. Divide the target by some number.");
    }

    /**
     * Gives leaves their values by exact sums, and the objective's own word, and adds them to their rows' scores.
     *
     * @param share of the values that is added to scores
     */
    private void setLeaves(Tree.Builder tree, int output, double rate, double share) {
        List<Node> leaves = grower.leaves();
        LeafRows rows = grower.leafRows();
        double[] sums = rows.sums(gradients[output], hessians[output]);
        double[] values = new double[leaves.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = settings.growth().leaf(sums[2 * i], sums[2 * i + 1]);
        }
        objective
                .leafValue()
                .ifPresent(value -> grower.forEachLeaf(
                        (i, leaf, all) -> values[i] = value.of(target, scores, all, leaf.begin, leaf.end, values[i])));
        for (int i = 0; i < values.length; i++) {
            Node leaf = leaves.get(i);
            double value = rate * Math.min(Math.max(values[i], leaf.lower), leaf.upper);
            tree.value(leaf.id, new double[] {value});
            values[i] = share * value;
        }
        if (share != 0) {
            rows.add(values, scores[output]);
        }
    }

    // ---- which rows, columns and trees

    private boolean[] columns(Rng draws) {
        boolean[] all = new boolean[features.count()];
        Arrays.fill(all, true);
        if (settings.columnShare() < 1) {
            AllowedColumns.keepShare(all, settings.columnShare(), draws.split(0));
        }
        return all;
    }

    private int @Nullable [] rows(int round, Rng draws) {
        if (settings.variant() instanceof BoostingVariant.OneSideSampling sampling) {
            // As in LightGBM, the first trees learn from all rows: gradients say little before.
            return round < 1 / settings.learningRate() ? null : oneSide(sampling, draws);
        }
        if (settings.rowShare() == 1) {
            return null;
        }
        int rows = features.rows();
        return draw(allRows(rows), Math.max(1, (int) Math.rint(settings.rowShare() * rows)), draws);
    }

    private static int[] allRows(int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /** So many of some rows, in their order. */
    private static int[] draw(int[] from, int count, Rng draws) {
        int[] drawn = new int[count];
        int made = 0;
        for (int i = 0; i < from.length && made < count; i++) {
            if (draws.nextInt(from.length - i) < count - made) {
                drawn[made++] = from[i];
            }
        }
        return drawn;
    }

    private int[] oneSide(BoostingVariant.OneSideSampling sampling, Rng draws) {
        int rows = features.rows();
        double[] size = new double[rows];
        for (int k = 0; k < outputs; k++) {
            for (int row = 0; row < rows; row++) {
                size[row] += Math.abs(gradients[k][row] * hessians[k][row]);
            }
        }
        int top = Math.max(1, (int) (sampling.top() * rows));
        double[] sorted = size.clone();
        Arrays.sort(sorted);
        double limit = sorted[rows - top];
        int[] large =
                Arrays.stream(allRows(rows)).filter(row -> size[row] >= limit).toArray();
        int[] small =
                Arrays.stream(allRows(rows)).filter(row -> size[row] < limit).toArray();
        int[] drawn = draw(small, Math.min(small.length, Math.max(1, (int) (sampling.other() * rows))), draws);
        double factor = drawn.length == 0 ? 1 : (double) small.length / drawn.length;
        for (int row : drawn) {
            for (int k = 0; k < outputs; k++) {
                gradients[k][row] *= factor;
                hessians[k][row] *= factor;
            }
        }
        int[] both = Arrays.copyOf(large, large.length + drawn.length);
        System.arraycopy(drawn, 0, both, large.length, drawn.length);
        Arrays.sort(both);
        return both;
    }

    /** The trees that the next one is grown without: whole rounds. */
    private int[] dropped(Rng draws) {
        if (!(settings.variant() instanceof BoostingVariant.Dropout dropout) || draws.nextDouble() < dropout.skip()) {
            return new int[0];
        }
        List<Integer> left = new ArrayList<>();
        for (int round = 0; round < trees.size() / outputs; round++) {
            if (draws.nextDouble() < dropout.share()) {
                for (int k = 0; k < outputs; k++) {
                    left.add(round * outputs + k);
                }
            }
        }
        return left.stream().mapToInt(tree -> tree).toArray();
    }

    /** Brings back the trees that were left out, which share their place with the new one. */
    private void restore(int[] dropped, double rate) {
        double count = dropped.length / (double) outputs;
        for (int tree : dropped) {
            double before = factors.get(tree);
            double after = before * count / (count + rate);
            factors.set(tree, after);
            int output = treeOutputs.get(tree);
            addScores(trees.get(tree), after, features, scores[output]);
            Watch watching = watch;
            if (watching != null) {
                watching.addScores(trees.get(tree), output, after - before);
            }
        }
    }

    // ---- scores

    private void addScores(Tree tree, double factor, Features of, double[] to) {
        int rows = of.rows();
        workers.run((rows + PIECE - 1) / PIECE, (piece, thread) -> {
            for (int row = piece * PIECE; row < Math.min(rows, (piece + 1) * PIECE); row++) {
                to[row] += factor * tree.value(tree.leaf(of, row), 0);
            }
        });
    }

    /** Validation data and how good the model has been on them. */
    private final class Watch {
        private final Features validation;
        private final Target validationTarget;
        private final Measure measure;
        private final int patience;
        private final double[][] sums;
        private final List<Double> history = new ArrayList<>();
        private int best;

        Watch(Features validation, Target validationTarget, Measure measure, int patience) {
            this.validation = validation;
            this.validationTarget = validationTarget;
            this.measure = measure;
            this.patience = patience;
            sums = new double[outputs][validation.rows()];
            for (int k = 0; k < outputs; k++) {
                Arrays.fill(sums[k], base[k]);
            }
            for (int i = 0; i < trees.size(); i++) {
                add(trees.get(i), treeOutputs.get(i), factors.get(i));
            }
        }

        void add(Tree tree, int output, double factor) {
            addScores(tree, output, factor);
        }

        void addScores(Tree tree, int output, double factor) {
            BoostingTrainer.this.addScores(tree, factor, validation, sums[output]);
        }

        /** Judges the round that has ended; whether no better one has come for too long. */
        boolean isEnough() {
            double[][] predicted = new double[validation.rows()][];
            for (int row = 0; row < predicted.length; row++) {
                double[] raw = new double[outputs];
                for (int k = 0; k < outputs; k++) {
                    raw[k] = sums[k][row];
                }
                predicted[row] = TreeEnsemble.linked(target.task(), objective.link(), raw);
            }
            double now = measure.of(validationTarget, predicted);
            history.add(now);
            double before = best == 0 ? Double.NaN : history.get(best - 1);
            if (best == 0 || (measure.isHigherBetter() ? now > before : now < before)) {
                best = history.size();
            }
            return patience > 0 && history.size() - best >= patience;
        }
    }
}
