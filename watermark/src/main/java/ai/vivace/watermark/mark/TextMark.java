package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import java.util.Optional;

/**
 * A text. Lines are divided by line feeds; placeholders such as {@code {filename}} stand for what each picture says: see {@link Placeholder}.
 *
 * <pre>{@code
 * TextMark mark = TextMark.of("© {date:yyyy} Jane Doe").size(Length.percent(4)).style(FontStyle.BOLD).build();
 * }</pre>
 *
 * @param text with its placeholders
 * @param font which font it is set in
 * @param style how its letters look
 * @param size of the letters: the side of the em square, as everywhere in typography
 * @param fill what letters are painted with
 * @param outline a line around them
 * @param shadow a shadow below them
 * @param letterSpacing what is added between letters; may be negative
 * @param lineSpacing distance of lines, in heights that the font asks for; 0.5 to 5
 * @param alignment how lines stand to each other
 * @param placement where it is
 * @param opacity 0 to 1
 * @param mode how its colours mix with the picture's
 */
public record TextMark(
        TextTemplate text,
        FontChoice font,
        FontStyle style,
        Length size,
        Fill fill,
        Optional<Outline> outline,
        Optional<Shadow> shadow,
        Length letterSpacing,
        double lineSpacing,
        Alignment alignment,
        Placement placement,
        double opacity,
        BlendMode mode)
        implements Mark {

    /** @throws InputException when a number is out of its range; it says which */
    public TextMark {
        size.requireSize("The size of a text");
        Numbers.require("The line spacing of a text", lineSpacing, 0.5, 5);
        Numbers.requireOpacity(opacity);
    }

    /**
     * Begins a mark of a text, with white letters of 4 % of the short side, a faint shadow, an opacity of 0.7, in the bottom right corner.
     *
     * @throws InputException when the text is empty, too long or has a placeholder that does not exist
     */
    public static Builder of(String text) {
        return new Builder(TextTemplate.parse(text));
    }

    /** A builder with all of this mark, to change something. */
    public Builder change() {
        Builder builder = new Builder(text);
        builder.font = font;
        builder.style = style;
        builder.size = size;
        builder.fill = fill;
        builder.outline = outline;
        builder.shadow = shadow;
        builder.letterSpacing = letterSpacing;
        builder.lineSpacing = lineSpacing;
        builder.alignment = alignment;
        builder.placement = placement;
        builder.opacity = opacity;
        builder.mode = mode;
        return builder;
    }

    /** Collects what is known of a text mark. */
    public static final class Builder {
        private TextTemplate text;
        private FontChoice font = FontChoice.SHIPPED;
        private FontStyle style = FontStyle.REGULAR;
        private Length size = Length.percent(4);
        private Fill fill = Fill.of(Colour.WHITE);
        private Optional<Outline> outline = Optional.empty();
        private Optional<Shadow> shadow = Optional.of(Shadow.standard());
        private Length letterSpacing = Length.ZERO;
        private double lineSpacing = 1;
        private Alignment alignment = Alignment.BY_ANCHOR;
        private Placement placement = Placement.anchored(Anchor.BOTTOM_RIGHT);
        private double opacity = 0.7;
        private BlendMode mode = BlendMode.NORMAL;

        private Builder(TextTemplate text) {
            this.text = text;
        }

        /** Another text. */
        public Builder text(String newText) {
            text = TextTemplate.parse(newText);
            return this;
        }

        /** Which font it is set in. Default: {@link FontChoice#SHIPPED}. */
        public Builder font(FontChoice newFont) {
            font = newFont;
            return this;
        }

        /** How its letters look. Default: regular. */
        public Builder style(FontStyle newStyle) {
            style = newStyle;
            return this;
        }

        /** The size of the letters, above zero. Default: 4 % of the short side. */
        public Builder size(Length newSize) {
            size = newSize;
            return this;
        }

        /** What letters are painted with. Default: white. */
        public Builder fill(Fill newFill) {
            fill = newFill;
            return this;
        }

        /** The colour of the letters. Default: white. */
        public Builder fill(Colour colour) {
            return fill(Fill.of(colour));
        }

        /** A line around the letters. Default: none. */
        public Builder outline(Outline newOutline) {
            outline = Optional.of(newOutline);
            return this;
        }

        /** No line around the letters. */
        public Builder noOutline() {
            outline = Optional.empty();
            return this;
        }

        /** A shadow. Default: {@link Shadow#standard}. */
        public Builder shadow(Shadow newShadow) {
            shadow = Optional.of(newShadow);
            return this;
        }

        /** No shadow. */
        public Builder noShadow() {
            shadow = Optional.empty();
            return this;
        }

        /** What is added between letters. Default: nothing. */
        public Builder letterSpacing(Length spacing) {
            letterSpacing = spacing;
            return this;
        }

        /** The distance of lines, in heights that the font asks for, 0.5 to 5. Default: 1. */
        public Builder lineSpacing(double heights) {
            lineSpacing = heights;
            return this;
        }

        /** How lines stand to each other. Default: by the anchor. */
        public Builder alignment(Alignment newAlignment) {
            alignment = newAlignment;
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
        public TextMark build() {
            return new TextMark(
                    text,
                    font,
                    style,
                    size,
                    fill,
                    outline,
                    shadow,
                    letterSpacing,
                    lineSpacing,
                    alignment,
                    placement,
                    opacity,
                    mode);
        }
    }
}
