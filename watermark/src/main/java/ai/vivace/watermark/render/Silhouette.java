package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.util.Optional;

/**
 * Letters and the line around them.
 *
 * @param letters as they are
 * @param line on both sides of their boundary; empty without an outline
 */
record Silhouette(Edges letters, Optional<Edges> line) {
    /**
     * The silhouette of a path.
     *
     * @param width of the line outside of the letters, in pixels; 0 for none
     */
    static Silhouette of(Path2D path, double width) {
        Optional<Edges> line = width == 0 ? Optional.empty() : Optional.of(Edges.of(stroked(path, width)));
        return new Silhouette(Edges.of(path), line);
    }

    private static Path2D stroked(Path2D path, double width) {
        BasicStroke stroke = new BasicStroke((float) (2 * width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        return new Path2D.Double(stroke.createStrokedShape(path));
    }

    /** The pixels that it touches. */
    Box box() {
        return line.map(edges -> edges.box().union(letters.box())).orElseGet(letters::box);
    }

    /** Coverage of letters and line together, given that of the letters. */
    int[] united(Box part, int[] lettersCover) {
        if (line.isEmpty()) {
            return lettersCover;
        }
        int[] united = new int[lettersCover.length];
        line.get().cover(part, united);
        for (int i = 0; i < united.length; i++) {
            united[i] = Math.max(united[i], lettersCover[i]);
        }
        return united;
    }
}
