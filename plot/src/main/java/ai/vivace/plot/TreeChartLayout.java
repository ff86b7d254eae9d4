package ai.vivace.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the boxes of a tree stand: parents above the middle of their children, levels aligned, branches as near to each other as their
 * outlines allow (Reingold and Tilford 1981).
 */
final class TreeChartLayout {
    static final double PADDING = 11;
    static final double HEADLINE = 17;
    static final double LINE = 15;
    static final double BAR = 9;
    static final double TITLE_SIZE = 13;

    private static final double NARROWEST = 92;
    private static final double WIDEST = 230;
    private static final double GAP = 20;
    private static final double LEVEL_GAP = 50;
    private static final double CUT_HEIGHT = 30;
    private static final int MOST_LINES = 3;

    /** A box's place, and the places of those below it in the order of its branches. */
    record Box(TreeChart.Node node, double x, double y, double width, double height, List<Box> below) {
        double middle() {
            return x + width / 2;
        }

        double bottom() {
            return y + height;
        }
    }

    private final List<Double> levelHeights = new ArrayList<>();
    private final Box root;
    private final double width;
    private final double height;

    /** The outline of a branch: for each level how far it reaches to both sides of the middle of its root. */
    private record Outline(
            TreeChart.Node node, List<Double> left, List<Double> right, List<Outline> below, List<Double> shifts) {}

    TreeChartLayout(TreeChart.Node node, double left, double top) {
        measure(node, 0);
        Outline outline = outline(node);
        double reach = Collections.max(outline.left());
        root = place(outline, left + reach, top, 0);
        width = reach + Collections.max(outline.right());
        height = levelHeights.stream().mapToDouble(h -> h).sum() + (levelHeights.size() - 1) * LEVEL_GAP;
    }

    Box root() {
        return root;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    private static double width(TreeChart.Node node) {
        double widest = Text.width(node.cut(), 12);
        for (String line : headline(node)) {
            widest = Math.max(widest, Text.width(line, TITLE_SIZE));
        }
        for (String line : node.lines()) {
            widest = Math.max(widest, Text.width(line, 12));
        }
        return Math.max(NARROWEST, Math.min(WIDEST, widest + 2 * PADDING));
    }

    /** A box's first line, broken between words where it is longer than the widest box; what is longer still is cut. */
    static List<String> headline(TreeChart.Node node) {
        double room = WIDEST - 2 * PADDING;
        List<String> lines = new ArrayList<>();
        String rest = node.headline();
        while (lines.size() < MOST_LINES - 1 && Text.width(rest, TITLE_SIZE) > room) {
            int end = rest.indexOf(' ');
            for (int next = end; next > 0 && Text.width(rest.substring(0, next), TITLE_SIZE) <= room; ) {
                end = next;
                next = rest.indexOf(' ', next + 1);
            }
            if (end <= 0) {
                break;
            }
            lines.add(Text.fit(rest.substring(0, end), room, TITLE_SIZE));
            rest = rest.substring(end + 1);
        }
        lines.add(Text.fit(rest, room, TITLE_SIZE));
        return lines;
    }

    /** A box's own height, without the mark for what is cut. */
    static double height(TreeChart.Node node) {
        return 2 * PADDING
                + HEADLINE * headline(node).size()
                - 5
                + LINE * node.lines().size()
                + (node.shares().isEmpty() ? 0 : BAR + 6);
    }

    private void measure(TreeChart.Node node, int level) {
        double own = height(node) + (node.cut().isEmpty() ? 0 : CUT_HEIGHT);
        if (level == levelHeights.size()) {
            levelHeights.add(own);
        } else {
            levelHeights.set(level, Math.max(own, levelHeights.get(level)));
        }
        node.branches().forEach(branch -> measure(branch.node(), level + 1));
    }

    private Outline outline(TreeChart.Node node) {
        List<Outline> below =
                node.branches().stream().map(branch -> outline(branch.node())).toList();
        List<Double> shifts = new ArrayList<>();
        List<Double> rights = new ArrayList<>();
        for (Outline branch : below) {
            double shift = 0;
            for (int i = 0; i < Math.min(rights.size(), branch.left().size()); i++) {
                shift = Math.max(shift, rights.get(i) + branch.left().get(i) + GAP);
            }
            shifts.add(shift);
            for (int i = 0; i < branch.right().size(); i++) {
                double reach = shift + branch.right().get(i);
                if (i < rights.size()) {
                    rights.set(i, Math.max(rights.get(i), reach));
                } else {
                    rights.add(reach);
                }
            }
        }
        double middle = shifts.isEmpty() ? 0 : shifts.get(shifts.size() - 1) / 2;
        List<Double> left = new ArrayList<>(List.of(width(node) / 2));
        List<Double> right = new ArrayList<>(List.of(width(node) / 2));
        for (int b = 0; b < below.size(); b++) {
            shifts.set(b, shifts.get(b) - middle);
            Outline branch = below.get(b);
            for (int i = 0; i < branch.left().size(); i++) {
                double toLeft = branch.left().get(i) - shifts.get(b);
                if (i + 1 < left.size()) {
                    left.set(i + 1, Math.max(left.get(i + 1), toLeft));
                } else {
                    left.add(toLeft);
                }
            }
        }
        rights.forEach(reach -> right.add(reach - middle));
        return new Outline(node, left, right, below, shifts);
    }

    private Box place(Outline outline, double middle, double y, int level) {
        TreeChart.Node node = outline.node();
        List<Box> below = new ArrayList<>();
        for (int i = 0; i < outline.below().size(); i++) {
            below.add(place(
                    outline.below().get(i),
                    middle + outline.shifts().get(i),
                    y + levelHeights.get(level) + LEVEL_GAP,
                    level + 1));
        }
        return new Box(node, middle - width(node) / 2, y, width(node), height(node), List.copyOf(below));
    }
}
