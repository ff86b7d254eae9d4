package ai.vivace.vision;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Frame;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureForm;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Picture files with what is known of them, read when they are asked for: inputs are bytes [channels, height, width], and targets follow
 * the picture through whatever brings it to size.
 */
public final class PictureSource implements Source {
    private final PictureListing listing;
    private final PictureForm form;
    private final PictureCache cache;
    private final int mostBoxes;

    private PictureSource(PictureListing listing, PictureForm form, PictureCache cache) {
        this.listing = listing;
        this.form = form;
        this.cache = cache;
        mostBoxes = TargetArrays.mostBoxes(listing);
    }

    /**
     * The pictures of a listing.
     *
     * @param form how they become inputs
     * @param cache keeps what is decoded; it stays the caller's to close
     */
    public static PictureSource of(PictureListing listing, PictureForm form, PictureCache cache) {
        return new PictureSource(listing, form, cache);
    }

    /** The split that the data come with. */
    public Optional<Split> ownSplit() {
        return listing.split();
    }

    /** How files become inputs. */
    public PictureForm form() {
        return form;
    }

    /** What does to a picture that is predicted what is done to those that a model is judged by. */
    public PictureDecoder decoder() {
        return form.decoder();
    }

    /** An item's file. */
    public Path file(int index) {
        return listing.entries().get(index).file();
    }

    /** What is known of an item's picture. */
    public Target target(int index) {
        return listing.entries().get(index).target();
    }

    @Override
    public int size() {
        return listing.entries().size();
    }

    @Override
    public Item item(int index) {
        return read(index, null);
    }

    @Override
    public Item item(int index, Rng rng) {
        return read(index, rng);
    }

    private Item read(int index, @Nullable Rng rng) {
        PictureForm.Framed picture = form.read(file(index), rng, cache);
        return new Item(picture.input(), target(index, picture.frame()));
    }

    private Array target(int index, Frame frame) {
        Target target = target(index);
        if (target instanceof Target.Mask mask) {
            return mask.classes().read(mask.file(), file(index), frame);
        }
        return TargetArrays.of(target, frame, task().labels().size(), mostBoxes, file(index));
    }

    @Override
    public String describe(int index) {
        return file(index).toString();
    }

    @Override
    public Task task() {
        return listing.task();
    }

    @Override
    public Shape inputShape() {
        return form.shape();
    }

    @Override
    public double scale() {
        return 255;
    }

    @Override
    public int classOf(int index) {
        return target(index) instanceof Target.OneClass one ? one.number() : -1;
    }

    @Override
    public String group(int index) {
        return listing.entries().get(index).group();
    }
}
