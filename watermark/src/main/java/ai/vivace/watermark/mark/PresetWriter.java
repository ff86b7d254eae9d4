package ai.vivace.watermark.mark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes maps, lists and texts of a watermark, with all of its settings, so that a preset means the same when defaults change. */
final class PresetWriter {
    /** Of the form of presets. */
    static final String VERSION = "1";

    private final Path folder;

    /**
     * A writer.
     *
     * @param folder that paths in the preset become relative to
     */
    PresetWriter(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Map<String, Object> write(Watermark watermark) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", VERSION);
        tree.put("oversize", ChoiceName.of(watermark.oversize()));
        tree.put("missing-glyphs", ChoiceName.of(watermark.missingGlyphs()));
        tree.put("marks", watermark.marks().stream().map(this::mark).toList());
        return tree;
    }

    private Map<String, Object> mark(Mark mark) {
        Map<String, Object> tree = mark instanceof TextMark text ? text(text) : logo((LogoMark) mark);
        tree.put("placement", placement(mark.placement()));
        tree.put("opacity", Numbers.text(mark.opacity()));
        tree.put("blend", ChoiceName.of(mark.mode()));
        return tree;
    }

    private Map<String, Object> text(TextMark mark) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", mark.text().source());
        tree.put(
                "font",
                mark.font() instanceof FontChoice.FontFile file
                        ? relative(file.path())
                        : mark.font().toString());
        tree.put("style", ChoiceName.of(mark.style()));
        tree.put("size", mark.size().toString());
        tree.put("colour", mark.fill().toString());
        tree.put("outline", mark.outline().<Object>map(PresetWriter::outline).orElse("none"));
        tree.put("shadow", mark.shadow().<Object>map(PresetWriter::shadow).orElse("none"));
        tree.put("letter-spacing", mark.letterSpacing().toString());
        tree.put("line-spacing", Numbers.text(mark.lineSpacing()));
        tree.put("alignment", ChoiceName.of(mark.alignment()));
        return tree;
    }

    private Map<String, Object> logo(LogoMark mark) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "logo",
                mark.source() instanceof LogoSource.LogoFile file
                        ? relative(file.path())
                        : mark.source().toString());
        mark.width().ifPresent(width -> tree.put("width", width.toString()));
        mark.height().ifPresent(height -> tree.put("height", height.toString()));
        mark.fill().ifPresent(fill -> tree.put("colour", fill.toString()));
        return tree;
    }

    private static Map<String, Object> outline(Outline outline) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("width", outline.width().toString());
        tree.put("colour", outline.fill().toString());
        return tree;
    }

    private static Map<String, Object> shadow(Shadow shadow) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("right", shadow.right().toString());
        tree.put("down", shadow.down().toString());
        tree.put("blur", shadow.blur().toString());
        tree.put("colour", shadow.fill().toString());
        return tree;
    }

    private static Map<String, Object> placement(Placement placement) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (placement instanceof Placement.Anchored anchored) {
            tree.put("anchor", anchored.anchor().toString());
            tree.put("margin-across", anchored.marginAcross().toString());
            tree.put("margin-down", anchored.marginDown().toString());
            tree.put("right", anchored.right().toString());
            tree.put("down", anchored.down().toString());
            tree.put("rotation", Numbers.text(anchored.rotation()));
        } else if (placement instanceof Placement.At at) {
            tree.put("x", at.x().toString());
            tree.put("y", at.y().toString());
            tree.put("pin", at.pin().toString());
            tree.put("rotation", Numbers.text(at.rotation()));
        } else if (placement instanceof Placement.Within within) {
            tree.put("across", Numbers.text(within.across()));
            tree.put("down", Numbers.text(within.down()));
            tree.put("rotation", Numbers.text(within.rotation()));
        } else if (placement instanceof Placement.Tiling tiling) {
            tree.put("spacing-across", tiling.spacingAcross().toString());
            tree.put("spacing-down", tiling.spacingDown().toString());
            tree.put("stagger", Numbers.text(tiling.stagger()));
            tree.put("angle", Numbers.text(tiling.angle()));
        }
        return tree;
    }

    /** A path as it stands in the preset: with slashes, from the preset's folder, where both are on one drive. */
    private String relative(Path path) {
        return Objects.equals(path.getRoot(), folder.getRoot())
                ? folder.relativize(path).toString().replace('\\', '/')
                : path.toString();
    }
}
