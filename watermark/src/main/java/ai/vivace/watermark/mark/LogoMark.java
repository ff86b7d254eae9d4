package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture drawn on others. It keeps its proportions.
 *
 * <pre>{@code
 * LogoMark mark = LogoMark.of(Path.of("logo.png")).width(Length.percent(15)).opacity(0.5).build();
 * }</pre>
 *
 * @param source where it comes from
 * @param width the most that it is wide, before it is turned; empty for no bound
 * @param height the most that it is high, before it is turned; empty for no bound
 * @param fill what all its pixels are painted with, as opaque as they are: for logos of one colour; empty for its own colours
 * @param placement where it is
 * @param opacity 0 to 1
 * @param mode how its colours mix with the picture's
 */
public record LogoMark(
        LogoSource source,
        Optional<Length> width,
        Optional<Length> height,
        Optional<Fill> fill,
        Placement placement,
        double opacity,
        BlendMode mode)
        implements Mark {

    /** @throws InputException when it has neither width nor height, or a number is out of its range */
    public LogoMark {
        InputException.require(
                width.isPresent() || height.isPresent(), () -> "A logo needs a width or a height, such as 15%.");
        width.ifPresent(length -> length.requireSize("The width of a logo"));
        height.ifPresent(length -> length.requireSize("The height of a logo"));
        Numbers.requireOpacity(opacity);
    }

    /** Begins a mark of a logo, as wide as 20 % of the short side, with an opacity of 0.7, in the bottom right corner. */
    public static Builder of(LogoSource source) {
        return new Builder(source);
    }

    /** The same of a file. */
    public static Builder of(Path file) {
        return of(LogoSource.file(file));
    }

    /** A builder with all of this mark, to change something. */
    public Builder change() {
        Builder builder = new Builder(source);
        builder.width = width;
        builder.height = height;
        builder.fill = fill;
        builder.placement = placement;
        builder.opacity = opacity;
        builder.mode = mode;
        return builder;
    }

    /** Collects what is known of a logo. */
    public static final class Builder {
        private static final Length STANDARD_WIDTH = Length.percent(20);

        private final LogoSource source;
        private Optional<Length> width = Optional.empty();
        private Optional<Length> height = Optional.empty();
        private Optional<Fill> fill = Optional.empty();
        private Placement placement = Placement.anchored(Anchor.BOTTOM_RIGHT);
        private double opacity = 0.7;
        private BlendMode mode = BlendMode.NORMAL;

        private Builder(LogoSource source) {
            this.source = source;
        }

        /** The most that it is wide. Default: 20 % of the short side, unless there is a height. */
        public Builder width(Length newWidth) {
            width = Optional.of(newWidth);
            return this;
        }

        /** The most that it is high; with a width too, it fits into both. Default: no bound. */
        public Builder height(Length newHeight) {
            height = Optional.of(newHeight);
            return this;
        }

        /** What all its pixels are painted with, as opaque as they are. Default: its own colours. */
        public Builder fill(Fill newFill) {
            fill = Optional.of(newFill);
            return this;
        }

        /** Where it is. Default: in the bottom right corner. */
        public Builder placement(Placement newPlacement) {
            placement = newPlacement;
            return this;
        }

        /** 0, invisible, to 1. Default: 0.7. */
        public Builder opacity(double newOpacity) {
            opacity = newOpacity;
            return this;
        }

        /** How its colours mix with the picture's. Default: normal. */
        public Builder mode(BlendMode newMode) {
            mode = newMode;
            return this;
        }

        /** @throws InputException when a number is out of its range */
        public LogoMark build() {
            boolean unbounded = width.isEmpty() && height.isEmpty();
            Optional<Length> wide = unbounded ? Optional.of(STANDARD_WIDTH) : width;
            return new LogoMark(source, wide, height, fill, placement, opacity, mode);
        }
    }
}
