package ai.vivace.watermark.batch;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.render.MarkRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small pictures in rows, each with two lines below it. */
final class ContactSheet {
    /** The room for a picture. */
    static final Box CELL = Box.of(360, 270);

    private static final int GAP = 16;
    private static final int LINE = 18;
    private static final int CAPTION = 2 * LINE + 4;
    private static final int LETTERS = 13;
    private static final int MOST_CHARACTERS = 46;
    private static final int PAPER = 0xF5F5F2;
    private static final int EMPTY = 0xE2E0DB;
    private static final Colour INK = Colour.of(0x22, 0x22, 0x22);
    private static final Colour FAINT = Colour.of(0x6A, 0x6A, 0x6A);

    /**
     * A place on the sheet.
     *
     * @param picture at most as large as the cell; without one, a grey field
     * @param title the first line
     * @param remark the second line
     */
    record Cell(Optional<RgbPicture> picture, String title, String remark) {}

    private ContactSheet() {}

    /** Draws a sheet, as wide as it is high if that can be. */
    static RgbPicture of(List<Cell> cells) {
        int columns = (int) Math.ceil(Math.sqrt(cells.size()));
        int rows = (cells.size() + columns - 1) / columns;
        RgbPicture sheet = RgbPicture.filled(
                GAP + columns * (CELL.width() + GAP), GAP + rows * (CELL.height() + CAPTION + GAP), PAPER);
        List<Mark> captions = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            int x = GAP + i % columns * (CELL.width() + GAP);
            int y = GAP + i / columns * (CELL.height() + CAPTION + GAP);
            Cell cell = cells.get(i);
            RgbPicture picture = cell.picture().orElseGet(() -> RgbPicture.filled(CELL.width(), CELL.height(), EMPTY));
            sheet.put(picture, x + (CELL.width() - picture.width()) / 2, y + (CELL.height() - picture.height()) / 2);
            captions.add(caption(cell.title(), INK, x, y + CELL.height() + 4));
            captions.add(caption(cell.remark(), FAINT, x, y + CELL.height() + 4 + LINE));
        }
        Watermark text = Watermark.of(captions).missingGlyphs(MissingGlyphs.BOX);
        sheet.draw(new MarkRenderer().render(text, new RgbView(sheet, 1)).overlays());
        return sheet;
    }

    private static Mark caption(String text, Colour colour, int x, int y) {
        String shown = text.isBlank() ? "–" : shortened(text).replace("{", "{{").replace("}", "}}");
        return TextMark.of(shown)
                .size(Length.pixels(LETTERS))
                .fill(colour)
                .noShadow()
                .opacity(1)
                .placement(Placement.at(Length.pixels(x), Length.pixels(y)).pin(Anchor.TOP_LEFT))
                .build();
    }

    /** Ends of names tell them apart, so what is too long loses its middle. */
    private static String shortened(String text) {
        int half = MOST_CHARACTERS / 2 - 1;
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, half) + "…" + text.substring(text.length() - half);
    }
}
