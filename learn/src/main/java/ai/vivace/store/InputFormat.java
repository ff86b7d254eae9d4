package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;

/** How to come from what a user has to the raw input that an exported model takes. */
public sealed interface InputFormat {
    /** Numbers in the input's shape; there is nothing to decode. */
    record Numbers() implements InputFormat {}

    /**
     * Pictures as bytes in [channels, height, width].
     *
     * @param channels 1 for grey, 3 for red, green and blue, 4 with opacity
     * @param height in pixels
     * @param width in pixels
     * @param resize how a picture of another size becomes one of this
     */
    record Pictures(int channels, int height, int width, Resize resize) implements InputFormat {
        public Pictures {
            int givenChannels = channels;
            int givenHeight = height;
            int givenWidth = width;
            InputException.require(
                    givenChannels >= 1 && givenChannels <= 4 && givenHeight >= 1 && givenWidth >= 1,
                    () -> "Pictures have 1 to 4 channels and a height and width of at least 1, but came "
                            + givenChannels + ", " + givenHeight + " and " + givenWidth + ".");
        }

        /** The shape of a decoded picture. */
        public Shape shape() {
            return Shape.of(channels, height, width);
        }
    }

    /**
     * Texts as numbers of tokens, int64 [tokens].
     *
     * @param encoder how texts are cut and numbered: JSON, which the module {@code text} writes and reads
     * @param longest the most tokens of one text; longer ones are cut
     */
    record Texts(String encoder, int longest) implements InputFormat {
        public Texts {
            int given = longest;
            InputException.require(given >= 1, () -> "Texts have at least 1 token, but came " + given + ".");
        }

        /** With no more of the encoder than its length. */
        @Override
        public String toString() {
            return "texts of at most " + longest + " tokens, cut by " + encoder.length() + " characters of JSON";
        }
    }

    /** How a picture of another size is made to fit; fastai's ResizeMethod. */
    enum Resize {
        /** Scaled until it covers the size, then cut evenly on both sides. */
        CROP,
        /** Scaled until it fits into the size, then filled up evenly on both sides. */
        PAD,
        /** Scaled to the size, whatever that does to its proportions. */
        SQUISH
    }
}
