package ai.vivace.cli;

import ai.vivace.data.Array;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureFile;
import ai.vivace.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.util.function.UnaryOperator;

/**
 * Picture files as a model sees them, and what its answers are drawn on: the picture itself where the model sees all of it, else what the
 * model sees.
 *
 * @param input what the model takes
 * @param decoder brings files to it
 * @param change what happens to inputs before the model sees them
 */
record PictureView(ModelInput input, PictureDecoder decoder, UnaryOperator<Array> change) {
    static PictureView of(ExportedModel model, UnaryOperator<Array> change) {
        ModelInput input = ModelInput.of(model);
        return new PictureView(input, input.decoder(), change);
    }

    Array read(PictureFile file) {
        return change.apply(input.from(decoder.decode(file), 255));
    }

    private boolean seesAll() {
        return input.format() instanceof InputFormat.Pictures pictures
                && pictures.resize() == InputFormat.Resize.SQUISH;
    }

    /** The size of what answers are about. */
    Size size(PictureFile file) {
        return seesAll() ? file.size() : decoder.size();
    }

    /** What answers are drawn on. */
    BufferedImage shown(PictureFile file) {
        return seesAll() ? DrawnPicture.of(file) : DrawnPicture.of(decoder.decode(file), 255);
    }
}
