package ai.vivace.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws named rows and columns of coloured cells. */
final class CellGrid {
    private static final double EDGE = 20;
    private static final double GRID_SIZE = 520;
    private static final double LARGEST_CELL = 60;
    private static final double SMALLEST_CELL = 7;
    private static final double LONGEST_NAME = 150;
    private static final double NARROWEST = 340;
    private static final double LABEL_SPACING = 12;
    /** From this strength on, text in the colour of paper stands out more than text in that of ink. */
    private static final double DEEP = 0.72;

    /**
     * One cell.
     *
     * @param strength how deep its colour is, 0 to 1; a cell of strength 0 is left blank
     */
    record Cell(Ink ink, double strength, String text, String tip) {}

    /** Gives the cell at a row and a column. */
    @FunctionalInterface
    interface Cells {
        Cell at(int row, int column);
    }

    private final String title;
    private final String note;
    private final Names rows;
    private final Names columns;
    private final Cells cells;
    private final double size;
    private final double left;
    private final double top;
    private final double textSize;

    /**
     * The names along one side.
     *
     * @param axis what they are
     */
    record Names(String axis, List<String> names) {
        int count() {
            return names.size();
        }

        double widest(double fontSize) {
            return names.stream()
                    .mapToDouble(n -> Math.min(LONGEST_NAME, Text.width(n, fontSize)))
                    .max()
                    .orElse(0);
        }
    }

    CellGrid(String title, String note, Names rows, Names columns, Cells cells) {
        this.title = title;
        this.note = note;
        this.rows = rows;
        this.columns = columns;
        this.cells = cells;
        int most = Math.max(rows.count(), columns.count());
        this.size = Math.floor(Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, GRID_SIZE / most)));
        this.left = EDGE + rows.widest(nameSize()) + 10;
        this.top = (note.isEmpty() ? 52 : 72) + (rows.axis().isEmpty() ? 0 : 20);
        this.textSize = textSize();
    }

    String svg(String description) {
        double right = left + columns.count() * size;
        double bottom = top + rows.count() * size;
        double width = Math.max(right + EDGE, Math.max(NARROWEST, Math.min(620, Text.width(title, 17) + 2 * EDGE)));
        Svg svg =
                new Svg(width, bottom + columnNameHeight() + (columns.axis().isEmpty() ? 18 : 38), title, description);
        svg.heading(title, EDGE, 29, width - 2 * EDGE);
        if (!note.isEmpty()) {
            svg.text(EDGE, 51, Text.fit(note, width - 2 * EDGE, 12), "fill", Ink.MUTED);
        }
        svg.text(left - 10, top - 9, rows.axis(), "fill", Ink.MUTED, "text-anchor", left > 70 ? "end" : "start");
        svg.rect(left, top, right - left, bottom - top, "fill", Ink.GRID, "fill-opacity", 0.5);
        drawCells(svg);
        drawRowNames(svg);
        drawColumnNames(svg, bottom + 8);
        double middle = left + (right - left) / 2;
        svg.text(middle, bottom + columnNameHeight() + 24, columns.axis(), "fill", Ink.MUTED, "text-anchor", "middle");
        return svg.end();
    }

    private void drawCells(Svg svg) {
        double gap = size >= 12 ? 1 : 0;
        for (int row = 0; row < rows.count(); row++) {
            for (int column = 0; column < columns.count(); column++) {
                Cell cell = cells.at(row, column);
                double x = left + column * size;
                double y = top + row * size;
                if (cell.strength() > 0) {
                    svg.rectWithTip(
                            cell.tip(),
                            x,
                            y,
                            size - gap,
                            size - gap,
                            "fill",
                            cell.ink(),
                            "fill-opacity",
                            Math.max(0.05, cell.strength()));
                }
                if (textSize > 0 && !cell.text().isEmpty()) {
                    Ink ink = cell.strength() > DEEP ? Ink.PAPER : cell.strength() > 0 ? Ink.TEXT : Ink.MUTED;
                    svg.text(
                            x + (size - gap) / 2,
                            y + size / 2 + textSize * 0.36,
                            cell.text(),
                            "font-size",
                            textSize,
                            "fill",
                            ink,
                            "text-anchor",
                            "middle",
                            // The cell below keeps its tip.
                            "pointer-events",
                            "none");
                }
            }
        }
    }

    private void drawRowNames(Svg svg) {
        for (int row = 0; row < rows.count(); row += stride()) {
            String name = Text.fit(rows.names().get(row), LONGEST_NAME, nameSize());
            double y = top + row * size + size / 2 + nameSize() * 0.36;
            svg.text(left - 8, y, name, "text-anchor", "end", "font-size", nameSize());
        }
    }

    private void drawColumnNames(Svg svg, double y) {
        for (int column = 0; column < columns.count(); column += stride()) {
            String name = Text.fit(columns.names().get(column), LONGEST_NAME, nameSize());
            double x = left + column * size + size / 2;
            if (slant() == 0) {
                svg.text(x, y + 10, name, "text-anchor", "middle", "font-size", nameSize());
            } else {
                double shift = nameSize() * 0.36;
                svg.open(
                        "g",
                        "transform",
                        "translate(" + Numbers.coordinate(x + shift) + " " + Numbers.coordinate(y) + ") rotate(-"
                                + Numbers.coordinate(slant()) + ")");
                svg.text(0, 4, name, "text-anchor", "end", "font-size", nameSize());
                svg.close();
            }
        }
    }

    /** By how many degrees the names of columns are turned. */
    private double slant() {
        if (columns.widest(nameSize()) <= size - 4) {
            return 0;
        }
        return size >= 18 && columns.widest(nameSize()) * 0.7 < left ? 45 : 90;
    }

    private double columnNameHeight() {
        double widest = columns.widest(nameSize());
        return slant() == 0 ? 18 : slant() == 45 ? widest * 0.71 + 6 : widest + 14;
    }

    private double nameSize() {
        return size >= 14 ? 12 : 10;
    }

    /** Every how many-th name there is room for. */
    private int stride() {
        return (int) Math.max(1, Math.ceil(LABEL_SPACING / size));
    }

    /** The largest size of text in which all cells' texts fit; 0 when none does. */
    private double textSize() {
        for (double candidate : new double[] {13, 12, 11, 10, 9}) {
            double points = candidate;
            if (points + 4 <= size && widest(cell -> Text.width(cell.text(), points)) <= size - 4) {
                return points;
            }
        }
        return 0;
    }

    private double widest(ToDoubleFunction<Cell> measure) {
        double widest = 0;
        for (int row = 0; row < rows.count(); row++) {
            for (int column = 0; column < columns.count(); column++) {
                widest = Math.max(widest, measure.applyAsDouble(cells.at(row, column)));
            }
        }
        return widest;
    }
}
