package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A shape as the straight edges of its boundary, and how much of each pixel it covers: by the rule of non-zero winding, on 16 lines in each row of
 * pixels, exact to 1/256 pixel along them. Only plain arithmetic is used, so coverage is the same on every machine, and that of a part is what the
 * whole has there.
 */
final class Edges {
    /** How far an edge may be from its curve, in pixels. */
    private static final double FLATNESS = 0.02;

    private static final int LINES = 16;
    private static final int STEPS = 256;
    private static final int SHIFT = 12;

    /** An edge, from its upper to its lower end. */
    private record Edge(double top, double bottom, double x, double slope, int direction) {
        double at(double y) {
            return x + (y - top) * slope;
        }
    }

    private final Edge[] edges;
    private final Rectangle2D bounds;

    private Edges(Edge[] edges, Rectangle2D bounds) {
        this.edges = edges;
        this.bounds = bounds;
    }

    /** The edges of a path. */
    static Edges of(Path2D path) {
        List<Edge> edges = new ArrayList<>();
        double[] point = new double[6];
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        PathIterator flat = new FlatteningPathIterator(path.getPathIterator(null), FLATNESS);
        for (; !flat.isDone(); flat.next()) {
            int kind = flat.currentSegment(point);
            double toX = kind == PathIterator.SEG_CLOSE ? startX : point[0];
            double toY = kind == PathIterator.SEG_CLOSE ? startY : point[1];
            if (kind == PathIterator.SEG_MOVETO) {
                add(edges, x, y, startX, startY);
                startX = toX;
                startY = toY;
            } else {
                add(edges, x, y, toX, toY);
                left = Math.min(left, Math.min(x, toX));
                right = Math.max(right, Math.max(x, toX));
                top = Math.min(top, Math.min(y, toY));
                bottom = Math.max(bottom, Math.max(y, toY));
            }
            x = toX;
            y = toY;
        }
        add(edges, x, y, startX, startY);
        edges.sort(Comparator.comparingDouble(Edge::top));
        Rectangle2D bounds =
                left > right ? new Rectangle2D.Double() : new Rectangle2D.Double(left, top, right - left, bottom - top);
        return new Edges(edges.toArray(Edge[]::new), bounds);
    }

    private static void add(List<Edge> edges, double x, double y, double toX, double toY) {
        if (y < toY) {
            edges.add(new Edge(y, toY, x, (toX - x) / (toY - y), 1));
        } else if (y > toY) {
            edges.add(new Edge(toY, y, toX, (toX - x) / (toY - y), -1));
        }
    }

    /** The smallest rectangle that has the shape. */
    Rectangle2D bounds() {
        return bounds;
    }

    /** The smallest box of whole pixels that has the shape. */
    Box box() {
        int left = (int) Math.floor(bounds.getMinX());
        int top = (int) Math.floor(bounds.getMinY());
        return new Box(left, top, (int) Math.ceil(bounds.getMaxX()) - left, (int) Math.ceil(bounds.getMaxY()) - top);
    }

    /**
     * How much of each pixel the shape covers.
     *
     * @param part a box of pixels
     * @param coverage takes 0 to 255 for each of them, row by row
     */
    void cover(Box part, int[] coverage) {
        Arrays.fill(coverage, 0, Math.toIntExact(part.pixels()), 0);
        Sweep sweep = new Sweep(part);
        for (int row = 0; row < part.height(); row++) {
            if (sweep.row(part.y() + row)) {
                sweep.finish(coverage, row * part.width());
            }
        }
    }

    /** Goes down through the rows of a part. */
    private final class Sweep {
        private final int width;
        private final long left;
        private final double bottom;
        private final int[] crossings = new int[edges.length];
        private final Edge[] active = new Edge[edges.length];
        /** What parts of pixels add to a row. */
        private final int[] partial;
        /** What all pixels from there on get more or less than those before. */
        private final int[] change;

        private int count;
        private int next;

        private Sweep(Box part) {
            width = part.width() * STEPS;
            left = (long) part.x() * STEPS;
            bottom = part.bottom();
            partial = new int[part.width() + 2];
            change = new int[part.width() + 2];
        }

        /** Adds a row of pixels up; false when nothing is there. */
        private boolean row(int y) {
            boolean any = false;
            for (int line = 0; line < LINES; line++) {
                double level = y + (line + 0.5) / LINES;
                enter(level);
                if (count > 0) {
                    cross(level);
                    spans();
                    any = true;
                }
            }
            return any;
        }

        private void enter(double level) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (active[i].bottom() > level) {
                    active[kept++] = active[i];
                }
            }
            count = kept;
            while (next < edges.length && edges[next].top() <= level) {
                if (edges[next].bottom() > level && edges[next].top() < bottom) {
                    active[count++] = edges[next];
                }
                next++;
            }
        }

        /** Finds where edges cross a line, in order; they nearly are in order already. */
        private void cross(double level) {
            for (int i = 0; i < count; i++) {
                Edge edge = active[i];
                long step = (long) Math.rint(edge.at(level) * STEPS) - left;
                int crossing = (int) Math.max(0, Math.min(width, step));
                int at = i;
                while (at > 0 && crossings[at - 1] > crossing) {
                    crossings[at] = crossings[at - 1];
                    active[at] = active[at - 1];
                    at--;
                }
                crossings[at] = crossing;
                active[at] = edge;
            }
        }

        private void spans() {
            int winding = 0;
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (winding == 0) {
                    from = crossings[i];
                }
                winding += active[i].direction();
                if (winding == 0 && crossings[i] > from) {
                    span(from, crossings[i]);
                }
            }
        }

        private void span(int from, int to) {
            int first = from / STEPS;
            int last = to / STEPS;
            if (first == last) {
                partial[first] += to - from;
            } else {
                partial[first] += STEPS - from % STEPS;
                partial[last] += to % STEPS;
                change[first + 1] += STEPS;
                change[last] -= STEPS;
            }
        }

        private void finish(int[] coverage, int at) {
            int whole = 0;
            int pixels = partial.length - 2;
            for (int x = 0; x < pixels; x++) {
                whole += change[x];
                coverage[at + x] = ((partial[x] + whole) * 255 + (1 << (SHIFT - 1))) >> SHIFT;
            }
            Arrays.fill(partial, 0);
            Arrays.fill(change, 0);
        }
    }
}
