package ai.vivace.trees.explain;

import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree as rules, one for each leaf: {@code if petal length ≤ 2.45, then setosa (50 of 50)}. What a way down asks of one column several times is
 * put into one condition.
 *
 * @param rules those of most training rows first
 */
public record Rules(List<Rule> rules) {
    /**
     * One leaf.
     *
     * @param conditions all of which hold, in the order that the tree asks; none for a tree that is only a leaf
     * @param answer what the leaf answers
     * @param support how many training rows came to it, and for classes how many of them are of the answer's
     * @param share of all training rows that came to it, 0 to 1
     */
    public record Rule(List<String> conditions, String answer, String support, double share) {
        public Rule {
            conditions = List.copyOf(conditions);
        }

        /** The rule as a sentence without a full stop. */
        public String text() {
            String told = answer + " (" + support + ")";
            return conditions.isEmpty()
                    ? "always " + told
                    : "if " + String.join(" and ", conditions) + ", then " + told;
        }
    }

    public Rules {
        rules = List.copyOf(rules);
    }

    /**
     * The rules of one of a model's trees. Missing values are not spoken of; see {@link DecisionPath} for where a row goes.
     *
     * @param number the tree, from 0
     * @throws ai.vivace.base.InputException when there is no such tree
     */
    public static Rules of(TreeEnsemble model, int number) {
        TreeWords words = new TreeWords(model, number);
        List<Rule> rules = new ArrayList<>();
        collect(model, words, 0, new LinkedHashMap<>(), rules);
        rules.sort(Comparator.comparingDouble(rule -> -rule.share()));
        return new Rules(rules);
    }

    /** The first of them. */
    public Rules first(int most) {
        return new Rules(rules.stream().limit(most).toList());
    }

    private static void collect(
            TreeEnsemble model, TreeWords words, int node, Map<Integer, Range> ranges, List<Rule> rules) {
        Tree tree = words.tree();
        if (tree.isLeaf(node)) {
            double share = tree.rows(0) == 0 ? 0 : (double) tree.rows(node) / tree.rows(0);
            rules.add(new Rule(
                    ranges.values().stream().map(Range::text).toList(),
                    words.answer(node),
                    words.support(node),
                    share));
            return;
        }
        int column = tree.feature(node);
        Range range = ranges.getOrDefault(column, Range.whole(model.features().get(column)));
        for (Tree.Side side : Tree.Side.values()) {
            Map<Integer, Range> narrowed = new LinkedHashMap<>(ranges);
            narrowed.put(column, range.narrowed(tree, node, side));
            int next = side == Tree.Side.LEFT ? tree.left(node) : tree.right(node);
            collect(model, words, next, narrowed, rules);
        }
    }

    /**
     * What a column may be: numbers above one and up to another, or some of its levels.
     *
     * @param missing whether only missing values are left
     */
    private record Range(Feature feature, double above, double most, boolean missing, BitSet levels) {
        private static final int LISTED = 3;

        static Range whole(Feature feature) {
            BitSet all = new BitSet();
            all.set(0, feature.levels().size());
            return new Range(feature, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, all);
        }

        Range narrowed(Tree tree, int node, Tree.Side side) {
            boolean left = side == Tree.Side.LEFT;
            long[] set = tree.levels(node);
            if (set != null) {
                BitSet kept = (BitSet) levels.clone();
                BitSet named = BitSet.valueOf(set);
                if (left) {
                    kept.and(named);
                } else {
                    kept.andNot(named);
                }
                return new Range(feature, above, most, missing, kept);
            }
            double threshold = tree.threshold(node);
            if (left) {
                return new Range(feature, above, Math.min(most, threshold), missing, levels);
            }
            return threshold == Double.POSITIVE_INFINITY
                    ? new Range(feature, above, most, true, levels)
                    : new Range(feature, Math.max(above, threshold), most, missing, levels);
        }

        String text() {
            String name = feature.name();
            if (feature.kind() == Feature.Kind.CATEGORICAL) {
                List<String> in = names(true);
                List<String> out = names(false);
                if (in.isEmpty()) {
                    return name + " is missing";
                }
                return in.size() <= out.size()
                        ? name + " is " + Wording.some(in, "or", LISTED)
                        : name + " is not " + Wording.some(out, "or", LISTED);
            }
            boolean from = above != Double.NEGATIVE_INFINITY;
            boolean to = most != Double.POSITIVE_INFINITY;
            if (missing) {
                return name + " is missing";
            }
            if (from && to) {
                return Wording.number(above) + " < " + name + " ≤ " + Wording.number(most);
            }
            return from
                    ? name + " > " + Wording.number(above)
                    : to ? name + " ≤ " + Wording.number(most) : name + " is known";
        }

        private List<String> names(boolean inside) {
            List<String> names = new ArrayList<>();
            for (int level = 0; level < feature.levels().size(); level++) {
                if (levels.get(level) == inside) {
                    names.add(feature.levels().get(level));
                }
            }
            return names;
        }
    }
}
