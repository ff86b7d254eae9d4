package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Uses an exported generator: new pictures from nothing but a seed.
 *
 * <pre>{@code
 * PictureGenerator.export(learner.generator(), networks.noise(), new Task.Generation(1, 32, 32), provenance, file);
 * try (PictureGenerator clothes = PictureGenerator.of(ExportedModel.read(file), Device.best()); Scope scope = Scope.open()) {
 *     PictureSheet.of(clothes.samples(64, 42), -1, 1).write(Path.of("sheet.png"));
 * }
 * }</pre>
 */
public final class PictureGenerator implements AutoCloseable {
    private static final int BATCH = 64;

    private final ExportedModel model;
    private final Task.Generation task;
    private final Device device;

    private PictureGenerator(ExportedModel model, Task.Generation task, Device device) {
        this.model = model;
        this.task = task;
        this.device = device;
        model.layer().to(device);
    }

    /**
     * Writes a generator as a model file.
     *
     * @param generator from noise [N, noise] to pictures of -1 to 1; it stays the caller's
     * @param noise numbers that a picture is made of
     * @param pictures that come out
     * @param provenance how the generator came to be
     */
    public static void export(
            UnaryLayer generator, long noise, Task.Generation pictures, Provenance provenance, Path file) {
        // Not closed: that would close the generator.
        new ExportedModel(
                        generator, Preprocessing.none(Shape.of(noise)), pictures, new InputFormat.Numbers(), provenance)
                .write(file);
    }

    /**
     * Of a model, which this closes.
     *
     * @throws InputException when it makes no pictures; it is closed then
     */
    public static PictureGenerator of(ExportedModel model, Device device) {
        if (model.task() instanceof Task.Generation task
                && model.preprocessing().inputShape().rank() == 1) {
            return new PictureGenerator(model, task, device);
        }
        model.close();
        throw new InputException("This model's task is " + model.task() + ", not new pictures.");
    }

    /** What comes out. */
    public Task.Generation pictures() {
        return task;
    }

    /**
     * New pictures, [count, channels, height, width] of -1 to 1; the tensor belongs to the scope that it is made in.
     *
     * @param count at least 1
     * @param seed of the noise; the first pictures of a seed are the same whatever the count
     * @throws InputException when the model does not run, or gives pictures of another form than its task says
     */
    public Tensor samples(int count, long seed) {
        InputException.require(count >= 1, () -> "At least 1 sample can be made, but came " + count + ".");
        List<Tensor> batches = new ArrayList<>();
        Rng rng = Rng.of(seed).split("samples");
        for (int start = 0; start < count; start += BATCH) {
            Tensor noise =
                    Tensor.randomNormal(model.preprocessing().inputShape().prepend(BATCH), rng.split(start));
            batches.add(pictures(noise.to(device)).narrow(0, 0, Math.min(BATCH, count - start)));
        }
        return Tensor.cat(batches, 0);
    }

    private Tensor pictures(Tensor noise) {
        Shape wanted = Shape.of(BATCH, task.channels(), task.height(), task.width());
        try (Scope scope = Scope.open()) {
            Tensor output =
                    Autograd.off(() -> model.layer().apply(model.preprocessing().apply(noise)));
            InputException.require(
                    output.shape().equals(wanted),
                    () -> "The model should make pictures of " + wanted.withoutFirst() + ", but gives " + output.shape()
                            + ".");
            return scope.keep(output);
        } catch (InputException e) {
            throw e;
        } catch (VivaceException e) {
            throw new InputException("The model does not run: " + e.getMessage(), e);
        }
    }

    /** Frees the model's memory. */
    @Override
    public void close() {
        model.close();
    }
}
