package ai.vivace.plot;

import java.util.ArrayList;
import java.util.List;

/** What the colours of a drawing stand for: squares with names, on as many lines as its width needs. */
final class KeyRows {
    private static final double ROW = 18;

    /** One name and where it stands. */
    private record Key(int index, double x, double y, String name) {}

    private final List<Key> keys = new ArrayList<>();

    /**
     * Places them.
     *
     * @param edge the room at the left
     * @param top where the first line stands
     * @param width of the drawing
     */
    KeyRows(List<String> names, double edge, double top, double width) {
        double x = edge;
        double y = top;
        for (int i = 0; i < names.size(); i++) {
            String name = Text.fit(names.get(i), 200, 12);
            double room = 15 + Text.width(name, 12) + 16;
            if (x + room > width && x > edge) {
                x = edge;
                y += ROW;
            }
            keys.add(new Key(i, x, y, name));
            x += room;
        }
    }

    /** Where the last line stands; what is given where there are no names. */
    double bottom(double none) {
        return keys.isEmpty() ? none : keys.get(keys.size() - 1).y() + 22;
    }

    void draw(Svg svg) {
        for (Key key : keys) {
            svg.rect(key.x(), key.y() - 9, 10, 10, "rx", 2, "fill", Ink.series(key.index()));
            svg.text(key.x() + 15, key.y(), key.name(), "fill", Ink.MUTED);
        }
    }
}
