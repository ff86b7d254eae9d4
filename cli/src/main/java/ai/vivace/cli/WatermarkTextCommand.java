package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.FontChoice;
import ai.vivace.watermark.mark.FontStyle;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Shadow;
import ai.vivace.watermark.mark.TextMark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Text on pictures. */
@Command(
        name = "text",
        description = {
            "Write a text on pictures.",
            "Placeholders: {filename}, {name}, {extension}, {date} or {date:yyyy}, {n} or {n:04}, {width}, {height}, {camera},"
                    + " {exif:DateTimeOriginal:yyyy} and other Exif tags. \\n begins a new line."
        },
        footer = {
            "  vivace watermark text \"© {date:yyyy} Jane\" photo.jpg",
            "  vivace watermark text \"{filename}\" photos/ -r -o proofs/ -p bottom -c auto",
            "  vivace watermark text \"PROOF\" photo.jpg -p tiled --opacity 0.25 -s 8%%",
            "  vivace watermark text \"© Jane\" --save-preset jane.yaml"
        })
final class WatermarkTextCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(index = "0", paramLabel = "TEXT", description = "The text.")
    @SuppressWarnings("NullAway.Init")
    private String text;

    @Parameters(
            index = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    private List<String> pictures = new ArrayList<>();

    @Option(
            names = "--font",
            paramLabel = "FONT",
            description = "A family that is installed, or a TTF or OTF file (default: DejaVu Sans, which comes along).")
    private @Nullable String font;

    @Option(names = "--style", paramLabel = "STYLE", description = "regular, bold, italic or bold-italic.")
    private @Nullable String style;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "LENGTH",
            description =
                    "Size of the letters, such as 4%% (of the short side), 5%%w (of the width), 48px or 24pt (default: 4%%).")
    private @Nullable String size;

    @Option(
            names = {"-c", "--color"},
            paramLabel = "COLOUR",
            description =
                    "A name or #rrggbb or #rrggbbaa, or auto for white or black, whichever stands out more (default: white).")
    private @Nullable String colour;

    @Option(
            names = "--outline",
            paramLabel = "COLOUR",
            arity = "0..1",
            fallbackValue = "auto",
            description = "A line around the letters; its colour, or what stands out from the letters.")
    private @Nullable String outline;

    @Option(
            names = "--outline-width",
            paramLabel = "LENGTH",
            description = "Width of the line around the letters, such as 2px or 0.05em (default: 0.05em).")
    private @Nullable String outlineWidth;

    @Option(
            names = "--shadow",
            paramLabel = "COLOUR|none",
            description = "Colour of the shadow, or none (default: faint, of what stands out from the letters).")
    private @Nullable String shadow;

    @Option(names = "--letter-spacing", paramLabel = "LENGTH", description = "Added between letters, such as 0.1em.")
    private @Nullable String letterSpacing;

    @Option(names = "--line-spacing", paramLabel = "FACTOR", description = "Distance of lines, 0.5 to 5 (default: 1).")
    private @Nullable Double lineSpacing;

    @Option(names = "--align", paramLabel = "SIDE", description = "left, centre or right (default: by the position).")
    private @Nullable String alignment;

    @Option(
            names = "--missing-glyphs",
            paramLabel = "refuse|box",
            description = "What to do with characters that no font has (default: refuse, naming them).")
    private @Nullable String missingGlyphs;

    @Mixin
    private WatermarkPlacementOptions place = new WatermarkPlacementOptions();

    @Mixin
    private WatermarkPresetOptions preset = new WatermarkPresetOptions();

    @Mixin
    private WatermarkRunOptions run = new WatermarkRunOptions();

    @Override
    public Integer call() {
        MissingGlyphs missing = missingGlyphs == null ? MissingGlyphs.REFUSE : MissingGlyphs.parse(missingGlyphs);
        return preset.run(watermark.console(), mark(), missing, pictures, run);
    }

    private TextMark mark() {
        TextMark.Builder mark = TextMark.of(text.replace("\\n", "\n")).placement(place.placement());
        place.opacity().ifPresent(mark::opacity);
        mark.mode(place.mode());
        if (font != null) {
            mark.font(FontChoice.parse(font));
        }
        if (style != null) {
            mark.style(FontStyle.parse(style));
        }
        if (size != null) {
            mark.size(Length.parse(size));
        }
        if (colour != null) {
            mark.fill(Fill.parse(colour));
        }
        if (letterSpacing != null) {
            mark.letterSpacing(Length.parse(letterSpacing));
        }
        if (lineSpacing != null) {
            mark.lineSpacing(lineSpacing);
        }
        if (alignment != null) {
            mark.alignment(Alignment.parse(alignment));
        }
        decorate(mark);
        return mark.build();
    }

    private void decorate(TextMark.Builder mark) {
        InputException.require(
                outlineWidth == null || outline != null,
                () -> "--outline-width is the width of a line around the letters. Give --outline too.");
        if (outline != null) {
            Outline line = Outline.standard().fill(Fill.parse(outline));
            mark.outline(outlineWidth == null ? line : line.width(Length.parse(outlineWidth)));
        }
        if (shadow != null && shadow.equalsIgnoreCase("none")) {
            mark.noShadow();
        } else if (shadow != null) {
            mark.shadow(Shadow.standard().fill(Fill.parse(shadow)));
        }
    }
}
