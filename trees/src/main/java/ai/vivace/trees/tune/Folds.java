package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rows are divided into folds. A program's own rule may leave rows out, or judge them several times. */
@FunctionalInterface
public interface Folds {
    /** The folds of a target's rows. */
    List<Fold> of(Target target);

    /**
     * What suits a task: stratified for classes, else plain.
     *
     * @param count how many folds; at least 2
     */
    static Folds standard(int count, long seed) {
        requireCount(count);
        return target -> (target.task() instanceof Task.Classification ? stratified(count, seed) : plain(count, seed))
                .of(target);
    }

    /** As many rows in each fold, give or take one, drawn at random. */
    static Folds plain(int count, long seed) {
        requireCount(count);
        return target -> {
            requireRows(target.rows(), count, "rows");
            int[] order = Rng.of(seed).split("folds").permutation(target.rows());
            int[] foldOf = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                foldOf[order[i]] = i % count;
            }
            return Fold.byNumber(foldOf, count);
        };
    }

    /** As many rows of each class in each fold, give or take one, and of all classes too, drawn at random. */
    static Folds stratified(int count, long seed) {
        requireCount(count);
        return target -> {
            InputException.require(
                    target.task() instanceof Task.Classification,
                    () -> "Stratified folds are for classes, but the target is " + target.task()
                            + ". Take plain folds.");
            requireRows(target.rows(), count, "rows");
            int classes = ((Task.Classification) target.task()).labels().size();
            int[] order = Rng.of(seed).split("folds").permutation(target.rows());
            int[] foldOf = new int[order.length];
            int next = 0;
            for (int k = 0; k < classes; k++) {
                for (int row : order) {
                    if ((int) target.value(row) == k) {
                        foldOf[row] = next++ % count;
                    }
                }
            }
            return Fold.byNumber(foldOf, count);
        };
    }

    /**
     * Rows of one group stay together: patients, customers, days. The largest groups are dealt first, each to the fold that has fewest
     * rows so far; which of equal ones is first is drawn at random.
     *
     * @param groups the group of each row, by any number
     */
    static Folds grouped(int count, int[] groups, long seed) {
        requireCount(count);
        int[] own = groups.clone();
        return target -> {
            InputException.require(
                    own.length == target.rows(),
                    () -> "There are groups of " + own.length + " rows, but " + target.rows() + " rows.");
            Map<Integer, List<Integer>> rowsOf = new LinkedHashMap<>();
            for (int row = 0; row < own.length; row++) {
                rowsOf.computeIfAbsent(own[row], group -> new ArrayList<>()).add(row);
            }
            requireRows(rowsOf.size(), count, "groups");
            List<List<Integer>> dealt = new ArrayList<>();
            List<List<Integer>> inOrder = new ArrayList<>(rowsOf.values());
            for (int i : Rng.of(seed).split("folds").permutation(inOrder.size())) {
                dealt.add(inOrder.get(i));
            }
            dealt.sort(Comparator.comparingInt((List<Integer> group) -> -group.size()));
            Integer[] sizes = new Integer[count];
            Arrays.fill(sizes, 0);
            int[] foldOf = new int[own.length];
            for (List<Integer> group : dealt) {
                int fold = Arrays.asList(sizes).indexOf(Collections.min(Arrays.asList(sizes)));
                sizes[fold] += group.size();
                group.forEach(row -> foldOf[row] = fold);
            }
            return Fold.byNumber(foldOf, count);
        };
    }

    private static void requireCount(int count) {
        InputException.require(count >= 2, () -> "At least 2 folds are needed, but came " + count + ".");
    }

    private static void requireRows(int rows, int count, String what) {
        InputException.require(
                rows >= count, () -> count + " folds need as many " + what + " at least, but there are " + rows + ".");
    }
}
