package ai.vivace.plot;

import ai.vivace.plot.TerminalStyle.Glyphs;
import org.jspecify.annotations.Nullable;

/**
 * A raster of dots in a terminal: eight to a character with braille, one to a character in ASCII. A character takes the colour
 * of the last dot in it.
 */
final class DotGrid {
    private static final int[][] BRAILLE = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final TerminalStyle style;
    private final int columns;
    private final int rows;
    private final char[][] cells;
    private final @Nullable Ink[][] inks;

    DotGrid(int columns, int rows, TerminalStyle style) {
        this.columns = columns;
        this.rows = rows;
        this.style = style;
        this.cells = new char[rows][columns];
        this.inks = new Ink[rows][columns];
    }

    /** The number of dots side by side. */
    int width() {
        return columns * dotsAcross();
    }

    /** The number of dots above one another. */
    int height() {
        return rows * dotsDown();
    }

    /** Sets a dot; y counts down from the top. Dots outside are ignored. In ASCII the dot is the given letter. */
    void dot(int x, int y, Ink ink, char letter) {
        if (x < 0 || y < 0 || x >= width() || y >= height()) {
            return;
        }
        int row = y / dotsDown();
        int column = x / dotsAcross();
        if (style.glyphs() == Glyphs.ASCII) {
            cells[row][column] = letter;
        } else {
            char old = isBraille(cells[row][column]) ? cells[row][column] : '\u2800';
            cells[row][column] = (char) (old | BRAILLE[y % 4][x % 2]);
        }
        inks[row][column] = ink;
    }

    /** Draws a straight line (Bresenham 1965). */
    void line(int x0, int y0, int x1, int y1, Ink ink, char letter) {
        int steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
        for (int i = 0; i <= steps; i++) {
            double share = steps == 0 ? 0 : (double) i / steps;
            dot((int) Math.round(x0 + share * (x1 - x0)), (int) Math.round(y0 + share * (y1 - y0)), ink, letter);
        }
    }

    /** Puts a character into every empty cell of the column that holds a dot's x. */
    void vertical(int x, Ink ink, char character) {
        int column = Math.max(0, Math.min(columns - 1, x / dotsAcross()));
        for (int row = 0; row < rows; row++) {
            fill(row, column, ink, character);
        }
    }

    /** Puts a character into every empty cell of the row that holds a dot's y. */
    void horizontal(int y, Ink ink, char character) {
        int row = Math.max(0, Math.min(rows - 1, y / dotsDown()));
        for (int column = 0; column < columns; column++) {
            fill(row, column, ink, character);
        }
    }

    /** One line of the raster as text. */
    String row(int row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            Ink ink = inks[row][column];
            text.append(ink == null ? " " : style.paint(String.valueOf(cells[row][column]), ink));
        }
        return text.toString();
    }

    int dotsAcross() {
        return style.glyphs() == Glyphs.UNICODE ? 2 : 1;
    }

    int dotsDown() {
        return style.glyphs() == Glyphs.UNICODE ? 4 : 1;
    }

    private void fill(int row, int column, Ink ink, char character) {
        if (inks[row][column] == null) {
            cells[row][column] = character;
            inks[row][column] = ink;
        }
    }

    private static boolean isBraille(char c) {
        return c >= '\u2800' && c <= '\u28ff';
    }
}
