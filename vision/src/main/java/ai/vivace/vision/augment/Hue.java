package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns the colours of pictures around the colour circle: adds a factor, drawn as that of {@link Contrast}, to the hue, of which 1 is the
 * whole circle. Pictures that are not of three channels stay.
 *
 * @param most 0 to below 1; default 0.1, as in fastai, which is up to about 40 degrees
 * @param probability from 0 to 1; default 0.75, as in fastai
 */
public record Hue(double most, double probability) implements BatchTransform {
    public Hue {
        Chance.checkRange("The largest change of hue", most, 0, 1);
        Chance.checkProbability("a change of hue", probability);
    }

    /** Up to 0.1, three pictures of four. */
    public static Hue standard() {
        return new Hue(0.1, 0.75);
    }

    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        Tensor pictures = batch.input();
        Pixels.require(pictures);
        if (pictures.size(1) != 3) {
            return batch;
        }
        float[] turns = new float[batch.size()];
        for (int i = 0; i < turns.length; i++) {
            Rng item = rng.split(batch.indices()[i]);
            turns[i] = (float) (Chance.happens(item, probability) ? Contrast.factor(item, most) : 0);
        }
        int[] turned =
                IntStream.range(0, turns.length).filter(row -> turns[row] != 0).toArray();
        Pixels.change(pictures, turned, (some, rows) -> {
            float[] by = new float[rows.length];
            for (int i = 0; i < by.length; i++) {
                by[i] = turns[rows[i]];
            }
            return turned(some, Tensor.of(by, Shape.of(by.length, 1, 1)).to(some.device()));
        });
        return batch;
    }

    /**
     * Pictures with other hues.
     *
     * @param pictures [n, 3, height, width]
     * @param turns shares of the circle, [n, 1, 1]
     */
    static Tensor turned(Tensor pictures, Tensor turns) {
        Tensor red = pictures.select(1, 0);
        Tensor green = pictures.select(1, 1);
        Tensor blue = pictures.select(1, 2);
        Tensor value = pictures.max(1);
        Tensor chroma = value.sub(pictures.min(1));
        Tensor divisor = chroma.add(chroma.eq(0).to(chroma.dtype()));
        Tensor fromGreen = blue.sub(red).div(divisor).add(2);
        Tensor fromBlue = red.sub(green).div(divisor).add(4);
        Tensor sixths = Tensor.where(
                red.eq(value), green.sub(blue).div(divisor), Tensor.where(green.eq(value), fromGreen, fromBlue));
        Tensor moved = sixths.add(turns.mul(6));
        return Tensor.stack(
                List.of(
                        channel(moved, value, chroma, 5),
                        channel(moved, value, chroma, 3),
                        channel(moved, value, chroma, 1)),
                1);
    }

    /** One channel of a hue in sixths of the circle: v - c · max(0, min(k, 4 - k, 1)) with k = (start + hue) mod 6. */
    private static Tensor channel(Tensor sixths, Tensor value, Tensor chroma, double start) {
        Tensor shifted = sixths.add(start);
        Tensor place = shifted.sub(shifted.div(6).floor().mul(6));
        Tensor share = place.minimum(place.neg().add(4)).clamp(0, 1);
        return value.sub(chroma.mul(share));
    }
}
