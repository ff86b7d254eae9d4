package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.Placement;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a mark is and how it shines through. */
final class WatermarkPlacementOptions {
    @Option(
            names = {"-p", "--position"},
            paramLabel = "PLACE",
            description =
                    "top-left, top, top-right, left, centre, right, bottom-left, bottom, bottom-right; a point such as 120px,80px; a share of"
                            + " the free room such as 50%%,90%%; or tiled, all over (default: bottom-right).")
    private @Nullable String position;

    @Option(
            names = "--margin",
            paramLabel = "LENGTH",
            description =
                    "Distance from the edges, one length or two for across and down, such as 24px or 3%%,5%% (default: 3%%).")
    private @Nullable String margin;

    @Option(names = "--offset", paramLabel = "RIGHT,DOWN", description = "Moved from there, such as 10px,-5px.")
    private @Nullable String offset;

    @Option(
            names = "--rotate",
            paramLabel = "DEGREES",
            description = "Turned anticlockwise (default: 0; 30 for tiles).")
    private @Nullable Double rotation;

    @Option(
            names = "--spacing",
            paramLabel = "LENGTH",
            description = "Between tiles, one length or two for across and down (default: 8%%).")
    private @Nullable String spacing;

    @Option(
            names = "--stagger",
            paramLabel = "SHARE",
            description = "By which share of a tile each row is shifted, 0 to 1 (default: 0.5).")
    private @Nullable Double stagger;

    @Option(names = "--opacity", paramLabel = "SHARE", description = "From 0, invisible, to 1 (default: 0.7).")
    private @Nullable Double opacity;

    @Option(
            names = "--blend",
            paramLabel = "MODE",
            description = "normal, multiply, screen, overlay or soft-light (default: normal).")
    private @Nullable String blend;

    /** Where the mark is. */
    Placement placement() {
        Placement place = position == null ? Placement.anchored(Anchor.BOTTOM_RIGHT) : Placement.parse(position);
        if (place instanceof Placement.Tiling tiling) {
            refuse(margin, "--margin", "tiles, which have --spacing");
            refuse(offset, "--offset", "tiles");
            return tiling(tiling);
        }
        refuse(spacing, "--spacing", "--position tiled only");
        refuse(stagger, "--stagger", "--position tiled only");
        if (place instanceof Placement.Anchored anchored) {
            return anchored(anchored);
        }
        refuse(margin, "--margin", "a place by its name, such as bottom-right, only");
        refuse(offset, "--offset", "a place by its name, such as bottom-right, only");
        if (rotation == null) {
            return place;
        }
        return place instanceof Placement.At at ? at.rotation(rotation) : ((Placement.Within) place).rotation(rotation);
    }

    private Placement anchored(Placement.Anchored anchored) {
        Placement.Anchored result = rotation == null ? anchored : anchored.rotation(rotation);
        if (margin != null) {
            result = result.margin(length("--margin", margin, 0), length("--margin", margin, 1));
        }
        if (offset != null) {
            InputException.require(
                    offset.contains(","),
                    () -> "--offset: expected two lengths, right and down, such as 10px,-5px, but found \"" + offset
                            + "\".");
            result = result.offset(length("--offset", offset, 0), length("--offset", offset, 1));
        }
        return result;
    }

    private Placement tiling(Placement.Tiling tiling) {
        Placement.Tiling result = rotation == null ? tiling : tiling.angle(rotation);
        if (spacing != null) {
            result = result.spacing(length("--spacing", spacing, 0), length("--spacing", spacing, 1));
        }
        return stagger == null ? result : result.stagger(stagger);
    }

    /** One of the two lengths of an option; a single one is both. */
    private static Length length(String option, String text, int index) {
        String[] parts = text.split(",", -1);
        InputException.require(
                parts.length <= 2,
                () -> option + ": expected one length or two, such as 24px or 3%,5%, but found \"" + text + "\".");
        try {
            return Length.parse(parts[Math.min(index, parts.length - 1)]);
        } catch (InputException e) {
            throw new InputException(option + ": " + e.getMessage(), e);
        }
    }

    private void refuse(@Nullable Object given, String option, String instead) {
        InputException.require(
                given == null,
                () -> option + " does not go with --position " + (position == null ? "bottom-right" : position) + ": "
                        + (instead.endsWith("only") ? "it is for " + instead : "it is not for " + instead) + ".");
    }

    /** How opaque the mark is; nothing for the mark's own default. */
    OptionalDouble opacity() {
        return opacity == null ? OptionalDouble.empty() : OptionalDouble.of(opacity);
    }

    /** How the mark's colours mix. */
    BlendMode mode() {
        return blend == null ? BlendMode.NORMAL : Mark.parseMode(blend);
    }
}
