package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tree of boxes, the root at the top: questions and their answers, with the shares of what came to each of them.
 *
 * <pre>{@code
 * TreeChart.of("Which iris is it?", TreeChart.Node.of("petal length ≤ 2.45")
 *                 .line("150 rows").shares(List.of(1 / 3.0, 1 / 3.0, 1 / 3.0))
 *                 .branch("yes", TreeChart.Node.of("setosa").line("50 of 50").shares(List.of(1.0, 0.0, 0.0)).colour(0))
 *                 .branch("no", …))
 *         .keys(List.of("setosa", "versicolor", "virginica"))
 *         .build();
 * }</pre>
 */
public final class TreeChart implements Chart {
    private static final int NO_COLOUR = -1;

    private final String title;
    private final String note;
    private final Node root;
    private final List<String> keys;

    private TreeChart(Builder builder) {
        this.title = builder.title;
        this.note = builder.note;
        this.root = builder.root;
        this.keys = builder.keys;
    }

    /**
     * A box, and those below it.
     *
     * @param headline its first line
     * @param lines what stands below it
     * @param shares the parts of its bar, in the order of the chart's keys, each from 0 to 1 and 1 at most together; empty for no bar
     * @param colour the key whose colour it has; -1 for none
     * @param weight how thick the line to it is, from 0 to 1
     * @param tip what shows while the pointer is on it; its lines when empty
     * @param cut what stands for boxes below it that are left out; empty when none are
     * @param branches to the boxes below it
     */
    public record Node(
            String headline,
            List<String> lines,
            List<Double> shares,
            int colour,
            double weight,
            String tip,
            String cut,
            List<Branch> branches) {
        /** Checks the shares. */
        public Node {
            lines = List.copyOf(lines);
            shares = List.copyOf(shares);
            branches = List.copyOf(branches);
            List<Double> given = shares;
            double thickness = weight;
            InputException.require(
                    given.stream().allMatch(share -> share >= 0)
                            && given.stream().mapToDouble(share -> share).sum() <= 1 + 1e-6,
                    () -> "Box \"" + headline + "\": shares must be at least 0 and at most 1 together, but are " + given
                            + ".");
            InputException.require(
                    thickness >= 0 && thickness <= 1,
                    () -> "Box \"" + headline + "\": the weight must be from 0 to 1, but is " + thickness + ".");
        }

        /** A box with one line, and nothing below it. */
        public static Node of(String headline) {
            return new Node(headline, List.of(), List.of(), NO_COLOUR, 0, "", "", List.of());
        }

        /** The same with one more line. */
        public Node line(String text) {
            List<String> more = new ArrayList<>(lines);
            more.add(text);
            return new Node(headline, more, shares, colour, weight, tip, cut, branches);
        }

        /** The same with a bar. */
        public Node shares(List<Double> parts) {
            return new Node(headline, lines, parts, colour, weight, tip, cut, branches);
        }

        /** The same in the colour of a key. */
        public Node colour(int key) {
            return new Node(headline, lines, shares, key, weight, tip, cut, branches);
        }

        /** The same with another thickness of the line to it. */
        public Node weight(double share) {
            return new Node(headline, lines, shares, colour, share, tip, cut, branches);
        }

        /** The same with a text that shows while the pointer is on it. */
        public Node tip(String text) {
            return new Node(headline, lines, shares, colour, weight, text, cut, branches);
        }

        /** The same with a mark that boxes below it are left out. */
        public Node cut(String mark) {
            return new Node(headline, lines, shares, colour, weight, tip, mark, branches);
        }

        /** The same with one more box below it, to the right of those before. */
        public Node branch(String label, Node node) {
            List<Branch> more = new ArrayList<>(branches);
            more.add(new Branch(label, node));
            return new Node(headline, lines, shares, colour, weight, tip, cut, more);
        }

        String shownTip() {
            if (!tip.isEmpty()) {
                return tip;
            }
            return lines.isEmpty() ? headline : headline + ": " + String.join(", ", lines);
        }

        int boxes() {
            return 1
                    + branches.stream()
                            .mapToInt(branch -> branch.node().boxes())
                            .sum();
        }
    }

    /**
     * A line to a box below.
     *
     * @param label what stands on it
     */
    public record Branch(String label, Node node) {}

    /** Begins a drawing of a tree. */
    public static Builder of(String title, Node root) {
        return new Builder(title, root);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        return new TreeChartDrawing(this).svg();
    }

    /** An outline: each box on a line, those below it indented under it. */
    @Override
    public String terminal(TerminalStyle style) {
        return new TreeChartText(this, style).text();
    }

    String note() {
        return note;
    }

    Node root() {
        return root;
    }

    List<String> keys() {
        return keys;
    }

    String description() {
        StringBuilder text = new StringBuilder("Tree of " + root.boxes() + " boxes. ");
        describe(root, text);
        return text.toString();
    }

    private static void describe(Node node, StringBuilder text) {
        text.append(node.shownTip()).append(node.cut().isEmpty() ? "" : ", " + node.cut());
        for (Branch branch : node.branches()) {
            text.append("; ").append(branch.label()).append(": ");
            describe(branch.node(), text);
        }
        text.append(node.branches().isEmpty() ? "" : ".");
    }

    /** What a share's part of a bar says. */
    String shareTip(Node node, int key) {
        String name = key < keys.size() ? keys.get(key) : Integer.toString(key);
        return String.format(
                Locale.ROOT, "%s: %.1f %%", name, 100 * node.shares().get(key));
    }

    /** Collects a drawing's parts. */
    public static final class Builder {
        private final String title;
        private final Node root;
        private String note = "";
        private List<String> keys = List.of();

        private Builder(String title, Node root) {
            this.title = title;
            this.root = root;
        }

        /** A line below the title. Default: none. */
        public Builder note(String text) {
            note = text;
            return this;
        }

        /** What the parts of bars and the colours of boxes stand for. Default: nothing. */
        public Builder keys(List<String> names) {
            keys = List.copyOf(names);
            return this;
        }

        /** The drawing. */
        public TreeChart build() {
            return new TreeChart(this);
        }
    }
}
