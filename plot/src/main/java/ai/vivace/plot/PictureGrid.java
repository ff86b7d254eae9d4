package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Small pictures with captions, side by side: the worst mistakes of a model, or a batch of its data.
 *
 * <p>Small pictures are enlarged with sharp pixels; large ones are reduced, so that the file stays small.
 */
public final class PictureGrid implements Chart {
    private static final double EDGE = 20;
    private static final int SIDE = 128;
    private static final double GAP = 14;
    private static final double LINE = 16;
    private static final int LARGEST_SIDE = 1024;
    private static final int MOST_LINES = 2;
    private static final String SHADES = " .:-=+*%#@";

    private record Captioned(Picture picture, List<String> lines) {}

    private final String title;
    private final List<Captioned> pictures;
    private final int columns;
    private final double side;

    private PictureGrid(Builder builder) {
        this.title = builder.title;
        this.pictures = List.copyOf(builder.pictures);
        this.columns = Math.min(builder.columns, pictures.size());
        this.side = builder.side;
    }

    /** Begins a grid. It needs at least one picture. */
    public static Builder of(String title) {
        return new Builder(title);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        int lines = captionLines();
        int rows = (pictures.size() + columns - 1) / columns;
        double rowHeight = side + 4 + lines * LINE + GAP;
        double width = Math.max(320, 2 * EDGE + columns * (side + GAP) - GAP);
        String captions = String.join(
                "; ", pictures.stream().map(p -> String.join(", ", p.lines())).toList());
        Svg svg = new Svg(width, 48 + rows * rowHeight + 4, title, pictures.size() + " pictures: " + captions);
        svg.heading(title, EDGE, 29, width - 2 * EDGE);
        for (int i = 0; i < pictures.size(); i++) {
            int row = i / columns;
            draw(svg, pictures.get(i), EDGE + i % columns * (side + GAP), 48 + row * rowHeight);
        }
        return svg.end();
    }

    /** The captions under sketches of the pictures. */
    @Override
    public String terminal(TerminalStyle style) {
        int width = 20;
        int across = Math.max(1, Math.min(columns, style.columns() / (width + 2)));
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        for (int from = 0; from < pictures.size(); from += across) {
            List<Captioned> row = pictures.subList(from, Math.min(pictures.size(), from + across));
            lines.add("");
            for (int y = 0; y < width / 2; y++) {
                StringBuilder line = new StringBuilder();
                for (Captioned p : row) {
                    line.append(sketch(p.picture(), y, width)).append("  ");
                }
                lines.add(line.toString().stripTrailing());
            }
            for (int k = 0; k < captionLines(); k++) {
                StringBuilder line = new StringBuilder();
                for (Captioned p : row) {
                    String text = k < p.lines().size() ? Text.line(p.lines().get(k)) : "";
                    line.append(Text.padRight(Text.fitColumns(text, width, style.glyphs()), width))
                            .append("  ");
                }
                lines.add(line.toString().stripTrailing());
            }
        }
        return String.join("\n", lines);
    }

    private void draw(Svg svg, Captioned captioned, double x, double y) {
        Picture stored = captioned.picture().shrink(storedSide());
        int longest = Math.max(stored.width(), stored.height());
        // Whole magnifications before the viewer's own: not every viewer keeps pixels sharp when asked to.
        byte[] png = PngImage.ofPicture(stored, Math.max(1, storedSide() / longest));
        double width = side * stored.width() / longest;
        double height = side * stored.height() / longest;
        svg.element(
                "image",
                "x",
                x + (side - width) / 2,
                "y",
                y + (side - height) / 2,
                "width",
                width,
                "height",
                height,
                "preserveAspectRatio",
                "none",
                "image-rendering",
                "pixelated",
                "href",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        for (int k = 0; k < captioned.lines().size(); k++) {
            String text = Text.fit(captioned.lines().get(k), side + GAP - 4, 12);
            svg.text(
                    x + side / 2,
                    y + side + 4 + (k + 0.8) * LINE,
                    text,
                    "text-anchor",
                    "middle",
                    "fill",
                    k == 0 ? Ink.TEXT : Ink.MUTED);
        }
    }

    /** Twice as many pixels as are shown, for dense screens. */
    private int storedSide() {
        return (int) (2 * side);
    }

    private static String sketch(Picture picture, int y, int width) {
        StringBuilder text = new StringBuilder();
        Picture small = picture.shrink(width);
        int longest = Math.max(small.width(), small.height());
        for (int x = 0; x < width; x++) {
            int px = (int) ((x + 0.5) * longest / width - (longest - small.width()) / 2.0);
            int py = (int) ((y + 0.5) * 2 * longest / width - (longest - small.height()) / 2.0);
            boolean inside = px >= 0 && py >= 0 && px < small.width() && py < small.height();
            text.append(
                    inside ? SHADES.charAt((int) Math.round(small.brightness(px, py) * (SHADES.length() - 1))) : ' ');
        }
        return text.toString();
    }

    private int captionLines() {
        return pictures.stream().mapToInt(p -> p.lines().size()).max().orElse(0);
    }

    /** Collects a grid's pictures. */
    public static final class Builder {
        private final String title;
        private final List<Captioned> pictures = new ArrayList<>();
        private int columns = 5;
        private int side = SIDE;

        private Builder(String title) {
            this.title = title;
        }

        /**
         * A picture.
         *
         * @param caption at most two lines; what does not fit is cut
         * @throws InputException when the caption has more than two lines
         */
        public Builder picture(Picture picture, String... caption) {
            InputException.require(
                    caption.length <= MOST_LINES,
                    () -> "Chart \"" + title + "\": a caption has at most 2 lines, but came " + caption.length + ".");
            pictures.add(new Captioned(picture, List.of(caption)));
            return this;
        }

        /** The most pictures in a row. Default: 5. */
        public Builder columns(int columns) {
            InputException.require(
                    columns >= 1,
                    () -> "Chart \"" + title + "\": columns must be 1 or more, but came " + columns + ".");
            this.columns = columns;
            return this;
        }

        /**
         * The longer side of a picture as it is shown, in pixels, 1 to 1024; twice as many are kept. Default: 128.
         */
        public Builder side(int pixels) {
            InputException.require(
                    pixels >= 1 && pixels <= LARGEST_SIDE,
                    () -> "Chart \"" + title + "\": a picture's side must be 1 to " + LARGEST_SIDE
                            + " pixels, but came " + pixels + ".");
            this.side = pixels;
            return this;
        }

        /**
         * The grid.
         *
         * @throws InputException when it has no pictures
         */
        public PictureGrid build() {
            InputException.require(
                    !pictures.isEmpty(), () -> "Chart \"" + title + "\" has nothing to show. Add a picture.");
            return new PictureGrid(this);
        }
    }
}
