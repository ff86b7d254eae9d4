package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.InputFormat.Pictures;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureDecoder;

/**
 * What a model takes, and how values of another range come to its own.
 *
 * @param shape of one input
 * @param scale the end of its range, which starts at 0
 * @param format what it is made of
 */
record ModelInput(Shape shape, double scale, InputFormat format) {
    static ModelInput of(Predictor predictor) {
        return new ModelInput(predictor.inputShape(), predictor.scale(), predictor.input());
    }

    static ModelInput of(ExportedModel model) {
        return new ModelInput(
                model.preprocessing().inputShape(), model.preprocessing().scale(), model.input());
    }

    /** Whether inputs are pictures, so that their values cannot leave the range. */
    boolean isPicture() {
        return format instanceof Pictures;
    }

    /**
     * What turns picture files into this size and these channels.
     *
     * @throws InputException when the model takes no pictures, or such as no file gives
     */
    PictureDecoder decoder() {
        if (!(format instanceof Pictures pictures)) {
            throw new InputException("This model takes numbers of shape " + shape
                    + ", not pictures. Give a CSV file (….csv) with a row of " + shape.elements()
                    + " numbers for each input.");
        }
        return new PictureDecoder(colour(pictures), pictures.height(), pictures.width(), fit(pictures));
    }

    /** Values from 0 to another scale as floats from 0 to this one. */
    Array from(Array values, double otherScale) {
        float factor = (float) (scale / otherScale);
        if (values instanceof Array.Bytes bytes) {
            float[] floats = new float[bytes.values().length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (bytes.values()[i] & 0xFF) * factor;
            }
            return new Array.Floats(bytes.shape(), floats);
        }
        float[] floats = ((Array.Floats) values).values().clone();
        for (int i = 0; i < floats.length; i++) {
            floats[i] *= factor;
        }
        return new Array.Floats(values.shape(), floats);
    }

    /** Light for dark. */
    Array inverted(Array input) {
        float[] floats = ((Array.Floats) input).values().clone();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) scale - floats[i];
        }
        return new Array.Floats(input.shape(), floats);
    }

    private static Colour colour(Pictures pictures) {
        return switch (pictures.channels()) {
            case 1 -> Colour.GREY;
            case 3 -> Colour.RGB;
            default ->
                throw new InputException("This model takes pictures with " + pictures.channels()
                        + " channels, but files are read as grey (1) or coloured (3). Give a CSV file of values.");
        };
    }

    private static Fit fit(Pictures pictures) {
        return switch (pictures.resize()) {
            case SQUISH -> Fit.SQUISH;
            case CROP -> Fit.CROP;
            case PAD -> Fit.PAD;
        };
    }
}
