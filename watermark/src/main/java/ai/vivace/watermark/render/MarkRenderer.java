package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.LogoSource;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Oversize;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws marks as overlays of a picture. One renderer serves all pictures of a batch and any number of threads: it opens fonts and logos once, and keeps
 * what it drew for pictures of the same size, up to some 64 MB. What it draws is a function of the watermark, the fonts and the picture's view alone.
 *
 * <pre>{@code
 * Rendering rendering = new MarkRenderer().render(watermark, view);
 * }</pre>
 */
public final class MarkRenderer {
    private static final int KEPT_PLACES = 64;
    private static final long KEPT_PIXELS = 16 << 20;
    private static final int SMALLEST_LETTERS = 6;

    private final Typefaces typefaces = new Typefaces();
    private final BoundedCache<LogoSource, LogoImage> logos = new BoundedCache<>(8, logo -> 1);
    private final BoundedCache<PlaceKey, Placed> places = new BoundedCache<>(KEPT_PLACES, place -> 1);
    private final BoundedCache<OverlayKey, Placed.Made> overlays = new BoundedCache<>(KEPT_PIXELS, Placed.Made::weight);

    /** All that size and place of a mark depend on. */
    private record PlaceKey(
            int number, Mark mark, String text, Frame frame, Oversize oversize, MissingGlyphs missingGlyphs) {}

    /** All that an overlay depends on. */
    private record OverlayKey(PlaceKey place, Shade shade, Orientation orientation) {}

    /** A renderer that has nothing open yet. */
    public MarkRenderer() {}

    /**
     * Draws the marks of a watermark for a picture.
     *
     * @throws InputException when a font or a logo cannot be had, a length is in points and the picture has no resolution, characters are missing, or a
     *     mark does not fit and the watermark refuses that
     */
    public Rendering render(Watermark watermark, PictureView view) {
        Frame frame = Frame.of(view);
        List<Overlay> drawn = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<ChosenColour> colours = new ArrayList<>();
        for (int i = 0; i < watermark.marks().size(); i++) {
            Mark mark = watermark.marks().get(i);
            String text = mark instanceof TextMark words ? words.text().fill(view.values(), notes::add) : "";
            PlaceKey key = new PlaceKey(i + 1, mark, text, frame, watermark.oversize(), watermark.missingGlyphs());
            Placed placed = places.get(key, () -> place(key));
            notes.addAll(placed.notes());
            if (placed.isVisible(frame)) {
                Shade shade = shade(key, placed, view, colours);
                drawn.add(overlays.get(
                                new OverlayKey(key, shade, view.orientation()),
                                () -> placed.overlay(shade, mark.mode(), view.orientation(), frame))
                        .overlay());
            } else {
                notes.add("Nothing of mark " + key.number() + " is on this picture: "
                        + (placed.drawing().ink().isEmpty() ? "its text is empty." : "its place is outside."));
            }
        }
        return new Rendering(drawn, notes, colours);
    }

    private Placed place(PlaceKey key) {
        List<String> notes = new ArrayList<>();
        return new Placing(key.number(), key.mark().placement(), key.frame(), sketch(key, notes))
                .place(key.oversize(), notes);
    }

    private Placing.Sketch sketch(PlaceKey key, List<String> notes) {
        Frame frame = key.frame();
        if (key.mark() instanceof TextMark mark) {
            TypesetText text = typeset(mark, key, notes);
            return (degrees, scale) -> TextDrawing.of(text, mark, frame, degrees, scale);
        }
        LogoMark mark = (LogoMark) key.mark();
        LogoImage logo = logos.get(mark.source(), () -> LogoReader.read(mark.source()));
        if (!logo.isTranslucent()) {
            notes.add("The logo of mark " + key.number()
                    + " has no transparent pixel: all of its rectangle is drawn. Use a PNG or SVG with a transparent"
                    + " ground.");
        }
        return (degrees, scale) -> LogoDrawing.of(logo, mark, frame, degrees, scale);
    }

    private TypesetText typeset(TextMark mark, PlaceKey key, List<String> notes) {
        double size = key.frame().pixels(mark.size());
        if (size < SMALLEST_LETTERS) {
            notes.add("The letters of mark " + key.number() + " have a size of " + Math.round(size * 10) / 10.0
                    + " pixels and can hardly be read on this picture.");
        }
        return TypesetText.of(
                key.text(),
                mark,
                key.frame().pixels(mark.letterSpacing(), size) / size,
                Spot.alignment(mark.alignment(), mark.placement()),
                typefaces,
                key.missingGlyphs(),
                notes::add);
    }

    /** Whether a mark is light or dark; asks the picture only where the mark does not know. */
    private static Shade shade(PlaceKey key, Placed placed, PictureView view, List<ChosenColour> colours) {
        Optional<Fill> fill =
                key.mark() instanceof TextMark text ? Optional.of(text.fill()) : ((LogoMark) key.mark()).fill();
        if (fill.isEmpty() || fill.get() instanceof Fill.Solid) {
            return fill.map(each -> Shade.of(((Fill.Solid) each).colour())).orElse(Shade.LIGHT);
        }
        Box shown = placed.place().intersection(key.frame().box());
        Box below = shown.isEmpty() ? key.frame().box() : shown;
        Tone tone = view.backdrop().tone(view.orientation().stored(below, view.width(), view.height()));
        double opacity = key.mark().opacity();
        double light = Contrast.ratio(tone.luminance(), Shade.LIGHT.of(fill.get()), opacity);
        double dark = Contrast.ratio(tone.luminance(), Shade.DARK.of(fill.get()), opacity);
        Shade shade = light >= dark ? Shade.LIGHT : Shade.DARK;
        Colour colour = shade.of(fill.get());
        colours.add(new ChosenColour(key.number(), colour, Math.max(light, dark), tone.spread()));
        return shade;
    }
}
