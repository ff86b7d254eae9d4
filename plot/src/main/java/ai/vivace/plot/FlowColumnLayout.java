package ai.vivace.plot;

import ai.vivace.plot.FlowChart.Arc;
import ai.vivace.plot.FlowChart.Box;
import ai.vivace.plot.FlowChart.Column;
import ai.vivace.plot.FlowChart.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where everything in a column of a flow chart stands, from its own left and top. */
final class FlowColumnLayout {
    static final double HEADLINE = 12;
    static final double SMALL = 11;
    static final double LINE = 14;
    static final double START = 24;
    static final double FORK = 14;
    static final double BESIDE = 10;

    private static final double TITLE = 30;
    private static final double GAP = 20;
    private static final double JOINT_GAP = 38;
    private static final double LANE_GAP = 10;
    private static final double ARC_EDGE = 16;
    private static final double ARC_STEP = 14;
    private static final double NARROWEST_BOX = 116;
    private static final double NARROWEST_LANE = 70;

    private final Column column;
    private final Map<Arc, Integer> levels = new HashMap<>();
    private final Map<Integer, String> joints = new HashMap<>();
    private final double boxWidth;
    private final double laneWidth;
    private final double bodyWidth;
    private final double axis;
    private final double width;
    private final double height;
    private final List<Double> tops = new ArrayList<>();
    private final List<Double> bottoms = new ArrayList<>();

    FlowColumnLayout(Column column) {
        this.column = column;
        placeArcs();
        for (int i = 0; i < column.rows().size(); i++) {
            if (!column.rows().get(i).joint().isEmpty()) {
                joints.put(i + 1, column.rows().get(i).joint());
            }
        }
        boxWidth = widest(NARROWEST_BOX, Part.SINGLE) + 20;
        laneWidth = widest(NARROWEST_LANE, Part.LANES) + 14;
        double lanes = column.rows().stream()
                .filter(row -> !row.isSingle())
                .mapToDouble(this::lanesWidth)
                .max()
                .orElse(0);
        bodyWidth = Math.max(boxWidth, lanes);
        double arcs = levels.isEmpty()
                ? 0
                : ARC_EDGE
                        + ARC_STEP
                                * levels.values().stream()
                                        .max(Comparator.naturalOrder())
                                        .orElse(0);
        double left = Math.max(arcs + bodyWidth / 2, startWidth() / 2);
        axis = left;
        double results = widest(0, Part.RESULTS);
        double right = Math.max(bodyWidth / 2, boxWidth / 2 + (results == 0 ? 0 : BESIDE + results));
        width = Math.max(left + Math.max(right, startWidth() / 2), Text.width(column.title(), 14));
        double y = TITLE + START;
        for (int i = 0; i < column.rows().size(); i++) {
            y += gap(i);
            tops.add(y);
            y += rowHeight(column.rows().get(i));
            bottoms.add(y);
        }
        height = y + (joints.containsKey(column.rows().size()) ? JOINT_GAP : 0);
    }

    private enum Part {
        SINGLE,
        LANES,
        RESULTS
    }

    /** The widest text of some boxes. */
    private double widest(double least, Part part) {
        double widest = least;
        for (Row row : column.rows()) {
            for (List<Box> lane : row.lanes()) {
                for (Box box : lane) {
                    if (part == Part.RESULTS && row.isSingle()) {
                        widest = Math.max(widest, widest(box.results()));
                    } else if (row.isSingle() == (part == Part.SINGLE) && part != Part.RESULTS) {
                        widest = Math.max(widest, Text.width(box.headline(), HEADLINE + 0.5));
                        widest = Math.max(widest, widest(inside(box, row)));
                    }
                }
            }
        }
        return widest;
    }

    private static double widest(List<String> lines) {
        return lines.stream().mapToDouble(line -> Text.width(line, SMALL)).max().orElse(0);
    }

    /** The lines below a box's headline: in lanes there is no room for results beside it. */
    static List<String> inside(Box box, Row row) {
        if (row.isSingle()) {
            return box.lines();
        }
        List<String> lines = new ArrayList<>(box.lines());
        lines.addAll(box.results());
        return lines;
    }

    private void placeArcs() {
        List<Arc> shortest = new ArrayList<>(column.arcs());
        shortest.sort(Comparator.<Arc>comparingInt(arc -> arc.to() - arc.from()).thenComparingInt(Arc::from));
        for (Arc arc : shortest) {
            int level = 0;
            while (isTaken(level, arc)) {
                level++;
            }
            levels.put(arc, level);
            joints.put(arc.to(), arc.joint());
        }
    }

    private boolean isTaken(int level, Arc arc) {
        return levels.entrySet().stream()
                .anyMatch(other -> other.getValue() == level
                        && other.getKey().from() < arc.to()
                        && arc.from() < other.getKey().to());
    }

    private double gap(int boundary) {
        return joints.containsKey(boundary) ? JOINT_GAP : GAP;
    }

    static double boxHeight(Box box, Row row) {
        return 18
                + HEADLINE
                + LINE * inside(box, row).size()
                - (inside(box, row).isEmpty() ? 2 : 0);
    }

    private static double rowHeight(Row row) {
        double tallest = row.lanes().stream()
                .mapToDouble(lane -> laneHeight(lane, row))
                .max()
                .orElse(0);
        return row.isSingle() ? tallest : tallest + 2 * FORK;
    }

    private static double laneHeight(List<Box> lane, Row row) {
        return lane.stream().mapToDouble(box -> boxHeight(box, row)).sum() + LANE_GAP * Math.max(0, lane.size() - 1);
    }

    private double lanesWidth(Row row) {
        return row.lanes().size() * laneWidth + (row.lanes().size() - 1) * LANE_GAP;
    }

    double startWidth() {
        return Text.width(column.start(), SMALL) + 22;
    }

    double startTop() {
        return TITLE;
    }

    /** The middle of a lane of a row. */
    double laneMiddle(Row row, int lane) {
        return axis - lanesWidth(row) / 2 + lane * (laneWidth + LANE_GAP) + laneWidth / 2;
    }

    double laneGap() {
        return LANE_GAP;
    }

    double boxWidth(Row row) {
        return row.isSingle() ? boxWidth : laneWidth;
    }

    double axis() {
        return axis;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double top(int row) {
        return tops.get(row);
    }

    double bottom(int row) {
        return bottoms.get(row);
    }

    /** The height at which an arc leaves or comes back. */
    double boundary(int index) {
        double above = index == 0 ? TITLE + START : bottoms.get(index - 1);
        return above + gap(index) / 2 - (joints.containsKey(index) ? 2 : 1);
    }

    /** How far at the left an arc goes down. */
    double arcX(Arc arc) {
        return axis - bodyWidth / 2 - ARC_EDGE + 4 - ARC_STEP * levels.getOrDefault(arc, 0);
    }

    /** What stands at a boundary; empty for nothing. */
    String joint(int boundary) {
        return joints.getOrDefault(boundary, "");
    }
}
