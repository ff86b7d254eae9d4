package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.SourceView;
import ai.vivace.data.Task;

/** Pictures whose target is the picture itself, from 0 to 1: what autoencoders learn from. */
public final class Reconstruction implements SourceView {
    private final Source pictures;

    /** The pictures of another source, whose targets do not matter. */
    public static Reconstruction of(Source pictures) {
        return new Reconstruction(pictures);
    }

    private Reconstruction(Source pictures) {
        this.pictures = pictures;
    }

    @Override
    public Source source() {
        return pictures;
    }

    @Override
    public Item item(int index) {
        Array input = pictures.item(index).input();
        float[] target;
        double scale = pictures.scale();
        if (input instanceof Array.Bytes bytes) {
            target = new float[bytes.values().length];
            for (int i = 0; i < target.length; i++) {
                target[i] = (float) ((bytes.values()[i] & 0xFF) / scale);
            }
        } else if (input instanceof Array.Floats floats) {
            target = new float[floats.values().length];
            for (int i = 0; i < target.length; i++) {
                target[i] = (float) (floats.values()[i] / scale);
            }
        } else {
            throw new InputException(describe(index) + " is of type " + input.dtype()
                    + ", but pictures to be given back are bytes or float32 numbers.");
        }
        return new Item(input, new Array.Floats(input.shape(), target));
    }

    @Override
    public Task task() {
        return new Task.Regression(Math.toIntExact(pictures.inputShape().elements()));
    }

    @Override
    public int classOf(int index) {
        return -1;
    }
}
