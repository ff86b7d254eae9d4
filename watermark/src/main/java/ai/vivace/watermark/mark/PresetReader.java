package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a watermark of the maps, lists and texts of a preset. */
final class PresetReader {
    private final Path folder;

    /**
     * A reader.
     *
     * @param folder that paths in the preset are relative to
     */
    PresetReader(Path folder) {
        this.folder = folder;
    }

    Watermark read(String name, Object tree) {
        PresetFields fields = PresetFields.of(name, tree);
        requireVersion(name, fields.require("version", Function.identity()));
        fields.allowOnly("version", "oversize", "missing-glyphs", "marks");
        List<Mark> marks = new ArrayList<>();
        fields.groups("marks").forEach(each -> marks.add(mark(each)));
        return fields.here(() -> new Watermark(
                marks,
                fields.read("oversize", Oversize::parse, Oversize.SCALE),
                fields.read("missing-glyphs", MissingGlyphs::parse, MissingGlyphs.REFUSE)));
    }

    private static void requireVersion(String name, String version) {
        InputException.require(
                version.strip().equals(PresetWriter.VERSION),
                () -> name + ": expected version " + PresetWriter.VERSION + " of presets, but came \"" + version
                        + "\". A newer one needs a newer Vivace.");
    }

    private Mark mark(PresetFields fields) {
        InputException.require(
                fields.has("text") != fields.has("logo"),
                () -> fields.here(() -> {
                    throw new InputException("A mark has either a text or a logo. Give one of these keys.");
                }));
        return fields.has("text") ? text(fields) : logo(fields);
    }

    private TextMark text(PresetFields fields) {
        fields.allowOnly(
                "text",
                "font",
                "style",
                "size",
                "colour",
                "outline",
                "shadow",
                "letter-spacing",
                "line-spacing",
                "alignment",
                "placement",
                "opacity",
                "blend");
        TextMark.Builder mark = fields.require("text", TextMark::of);
        fields.take("font", this::font, mark::font);
        fields.take("style", FontStyle::parse, mark::style);
        fields.take("size", Length::parse, mark::size);
        fields.take("colour", Fill::parse, (Fill fill) -> mark.fill(fill));
        if (isNone(fields, "outline")) {
            mark.noOutline();
        } else if (fields.has("outline")) {
            mark.outline(outline(fields.group("outline")));
        }
        if (isNone(fields, "shadow")) {
            mark.noShadow();
        } else if (fields.has("shadow")) {
            mark.shadow(shadow(fields.group("shadow")));
        }
        fields.take("letter-spacing", Length::parse, mark::letterSpacing);
        fields.take("line-spacing", text -> Numbers.parse("The number", text), mark::lineSpacing);
        fields.take("alignment", Alignment::parse, mark::alignment);
        fields.take("opacity", text -> Numbers.parse("The number", text), mark::opacity);
        fields.take("blend", Mark::parseMode, (BlendMode mode) -> mark.mode(mode));
        placement(fields).ifPresent(mark::placement);
        return fields.here(mark::build);
    }

    private LogoMark logo(PresetFields fields) {
        fields.allowOnly("logo", "width", "height", "colour", "placement", "opacity", "blend");
        LogoMark.Builder mark = LogoMark.of(fields.require("logo", this::source));
        fields.take("width", Length::parse, mark::width);
        fields.take("height", Length::parse, mark::height);
        fields.take("colour", Fill::parse, mark::fill);
        fields.take("opacity", text -> Numbers.parse("The number", text), mark::opacity);
        fields.take("blend", Mark::parseMode, (BlendMode mode) -> mark.mode(mode));
        placement(fields).ifPresent(mark::placement);
        return fields.here(mark::build);
    }

    private static boolean isNone(PresetFields fields, String key) {
        return fields.tree(key).filter("none"::equals).isPresent();
    }

    private FontChoice font(String text) {
        FontChoice font = FontChoice.parse(text);
        return font instanceof FontChoice.FontFile ? new FontChoice.FontFile(folder.resolve(text.strip())) : font;
    }

    private LogoSource source(String text) {
        LogoSource source = LogoSource.parse(text);
        return source instanceof LogoSource.LogoFile ? LogoSource.file(folder.resolve(text)) : source;
    }

    private static Outline outline(PresetFields fields) {
        fields.allowOnly("width", "colour");
        Outline standard = Outline.standard();
        return fields.here(() -> new Outline(
                fields.read("width", Length::parse, standard.width()),
                fields.read("colour", Fill::parse, standard.fill())));
    }

    private static Shadow shadow(PresetFields fields) {
        fields.allowOnly("right", "down", "blur", "colour");
        Shadow standard = Shadow.standard();
        return fields.here(() -> new Shadow(
                fields.read("right", Length::parse, standard.right()),
                fields.read("down", Length::parse, standard.down()),
                fields.read("blur", Length::parse, standard.blur()),
                fields.read("colour", Fill::parse, standard.fill())));
    }

    private static Optional<Placement> placement(PresetFields fields) {
        return fields.tree("placement")
                .map(tree -> tree instanceof String text
                        ? fields.at("placement", () -> Placement.parse(text))
                        : placed(fields.group("placement")));
    }

    private static Placement placed(PresetFields fields) {
        return fields.here(() -> {
            if (fields.has("anchor")) {
                return anchored(fields);
            }
            if (fields.has("x")) {
                return at(fields);
            }
            if (fields.has("across")) {
                return within(fields);
            }
            InputException.require(
                    fields.has("spacing-across") || fields.has("angle"),
                    () -> "Expected a key \"anchor\", or \"x\" with \"y\", or \"across\" with \"down\" (shares of the"
                            + " free room), or \"spacing-across\" or \"angle\" (a tiling).");
            return tiling(fields);
        });
    }

    private static Placement at(PresetFields fields) {
        fields.allowOnly("x", "y", "pin", "rotation");
        return new Placement.At(
                fields.require("x", Length::parse),
                fields.require("y", Length::parse),
                fields.read("pin", Anchor::parse, Anchor.TOP_LEFT),
                fields.number("rotation", 0));
    }

    private static Placement within(PresetFields fields) {
        fields.allowOnly("across", "down", "rotation");
        return new Placement.Within(
                fields.number("across", 0.5), fields.number("down", 0.5), fields.number("rotation", 0));
    }

    private static Placement tiling(PresetFields fields) {
        fields.allowOnly("spacing-across", "spacing-down", "stagger", "angle");
        Placement.Tiling standard = Placement.tiled();
        return new Placement.Tiling(
                fields.read("spacing-across", Length::parse, standard.spacingAcross()),
                fields.read("spacing-down", Length::parse, standard.spacingDown()),
                fields.number("stagger", standard.stagger()),
                fields.number("angle", standard.angle()));
    }

    private static Placement anchored(PresetFields fields) {
        fields.allowOnly("anchor", "margin-across", "margin-down", "right", "down", "rotation");
        Placement.Anchored standard = Placement.anchored(fields.require("anchor", Anchor::parse));
        return new Placement.Anchored(
                standard.anchor(),
                fields.read("margin-across", Length::parse, standard.marginAcross()),
                fields.read("margin-down", Length::parse, standard.marginDown()),
                fields.read("right", Length::parse, standard.right()),
                fields.read("down", Length::parse, standard.down()),
                fields.number("rotation", 0));
    }
}
