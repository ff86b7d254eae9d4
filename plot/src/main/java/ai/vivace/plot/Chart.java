package ai.vivace.plot;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A picture of data: as SVG for pages, as PNG for documents, as text for the terminal.
 *
 * <p>A chart is immutable, and the same chart gives the same text and bytes each time. Drawings of one's own become charts
 * by implementing the three abstract methods.
 */
public interface Chart {
    /** What the chart is called: its heading, and its name in messages and for screen readers. */
    String title();

    /**
     * The chart as one {@code <svg>} element.
     *
     * <p>Its colours are CSS variables with a fall-back, as in {@code var(--vivace-blue,#1668c7)}: inside an
     * {@link HtmlReport} or another page that defines them, the chart follows the light or dark theme. {@link #save} writes
     * plain colours, for programs that know no CSS variables.
     */
    String svg();

    /**
     * The chart as the text of an SVG file: {@link #svg} in plain light colours on light paper, for programs that know no CSS variables.
     *
     * @param source what drew it, with which settings: in the file as {@code <metadata>}, which viewers do not show
     */
    default String svgFile(String source) {
        String svg = Ink.literal(svg());
        int end = svg.lastIndexOf("</svg>");
        return svg.substring(0, end) + "<metadata>" + Markup.escape(source) + "</metadata>\n" + svg.substring(end);
    }

    /** The chart as lines of text without a line break at the end, no wider than the style says. */
    String terminal(TerminalStyle style);

    /**
     * The chart as a PNG file's bytes. Needs a font on the machine; no screen.
     *
     * @param scale pixels for each unit of the SVG, above 0 and at most 8; 2 suits dense screens
     * @throws InputException when the scale is out of range
     */
    default byte[] png(double scale) {
        return PngImage.ofSvg("Chart \"" + title() + "\"", svg(), scale);
    }

    /** Prints the chart on standard output in the style that suits it. */
    default void print() {
        System.out.println(terminal(TerminalStyle.detect()));
    }

    /**
     * Writes the chart to a file, whole or not at all: {@code .svg} as SVG, {@code .png} as PNG at twice the SVG's size.
     *
     * @throws InputException when the file's name ends otherwise, or the file cannot be written
     */
    default void save(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            AtomicFile.write(file, Ink.literal(svg()));
        } else if (name.endsWith(".png")) {
            byte[] bytes = png(2);
            AtomicFile.write(file, out -> out.write(bytes));
        } else {
            throw new InputException(
                    "Chart \"" + title() + "\" cannot be saved as " + file + ": the name must end in .svg or .png.");
        }
    }
}
