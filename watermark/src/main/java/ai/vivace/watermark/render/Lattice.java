package ai.vivace.watermark.render;

/**
 * Where the marks of a tiling are: in rows about a point, turned as a whole.
 *
 * @param x of the mark in the middle
 * @param y of the mark in the middle
 * @param across from one mark of a row to the next, in pixels, at least 1
 * @param down from one row to the next, in pixels, at least 1
 * @param stagger share of {@code across} that each row is shifted against the one above
 * @param turn of the whole
 */
record Lattice(double x, double y, double across, double down, double stagger, Turn turn) {
    /** Takes the middle of a mark, rounded to whole pixels. */
    interface Visitor {
        /** Whether to go on. */
        boolean visit(int x, int y);
    }

    /**
     * Visits all marks whose middle is in a rectangle, row by row, and perhaps some around it.
     *
     * @return whether every visit said to go on
     */
    boolean visit(double left, double top, double right, double bottom, Visitor visitor) {
        Turn back = turn.back();
        double middleX = (left + right) / 2 - x;
        double middleY = (top + bottom) / 2 - y;
        double halfX = (right - left) / 2;
        double halfY = (bottom - top) / 2;
        double alongRow = back.x(middleX, middleY);
        double alongColumn = back.y(middleX, middleY);
        double cosine = Math.abs(turn.cosine());
        double sine = Math.abs(turn.sine());
        double reachRow = cosine * halfX + sine * halfY + 1;
        double reachColumn = sine * halfX + cosine * halfY + 1;
        long lastRow = (long) Math.floor((alongColumn + reachColumn) / down);
        for (long row = (long) Math.ceil((alongColumn - reachColumn) / down); row <= lastRow; row++) {
            double shift = shift(row);
            long lastColumn = (long) Math.floor((alongRow + reachRow) / across - shift);
            for (long column = (long) Math.ceil((alongRow - reachRow) / across - shift);
                    column <= lastColumn;
                    column++) {
                double stepRow = (column + shift) * across;
                double stepColumn = row * down;
                int markX = (int) Math.rint(x + turn.x(stepRow, stepColumn));
                int markY = (int) Math.rint(y + turn.y(stepRow, stepColumn));
                if (!visitor.visit(markX, markY)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How far a row is shifted, as a share of the distance of marks, 0 to 1. */
    private double shift(long row) {
        double shift = row * stagger;
        return shift - Math.floor(shift);
    }
}
