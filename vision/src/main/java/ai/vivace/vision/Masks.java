package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A class for each pixel, from a folder of masks:
 *
 * <pre>{@code
 * ImageFolder.at(cells.resolve("image")).labels(Masks.in(cells.resolve("label"), "membrane", "cell").values(0, 255))
 * }</pre>
 *
 * <p>A mask lies in its folder where its picture lies under the data's, and is called as the picture is, whatever their endings.
 */
public final class Masks implements Label {
    private final Path folder;
    private final List<String> classes;
    private final MaskClasses values;
    private final UnaryOperator<String> names;

    private Masks(Path folder, List<String> classes, MaskClasses values, UnaryOperator<String> names) {
        this.folder = folder;
        this.classes = classes;
        this.values = values;
        this.names = names;
    }

    /**
     * The masks in a folder. Their values are the classes' numbers, from 0 on, unless {@link #values} says otherwise.
     *
     * @param classes the classes' names, at least two
     */
    public static Masks in(Path folder, String... classes) {
        List<String> names = new Task.Segmentation(Arrays.asList(classes)).labels();
        return new Masks(folder, names, MaskClasses.counted(names.size()), UnaryOperator.identity());
    }

    /**
     * The value of each class in the masks, in the classes' order: {@code 0, 255} for masks in black and white. 255 means that nobody knows,
     * where it is no class's.
     */
    public Masks values(Integer... ofClasses) {
        InputException.require(
                ofClasses.length == classes.size(),
                () -> "There are " + classes.size() + " classes, " + classes + ", but " + ofClasses.length
                        + " values for them.");
        return new Masks(folder, classes, new MaskClasses(Arrays.asList(ofClasses)), names);
    }

    /**
     * How a mask is called.
     *
     * @param rule from the picture's path under its folder, without ending and with slashes, to the mask's: {@code name -> name + "_mask"}
     */
    public Masks named(UnaryOperator<String> rule) {
        return new Masks(folder, classes, values, rule);
    }

    @Override
    public PictureListing list(Path root) {
        Map<String, Path> masks = new HashMap<>();
        for (Path mask : PictureTree.somePictures(folder)) {
            masks.put(stem(folder, mask), mask);
        }
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (Path picture : PictureTree.somePictures(root)) {
            if (picture.startsWith(folder) && !folder.equals(root)) {
                continue;
            }
            String wanted = names.apply(stem(root, picture));
            Path mask = masks.get(wanted);
            if (mask == null) {
                throw new InputException("Picture " + picture + " has no mask: there is no picture called " + wanted
                        + " in " + folder + ". Add it, take the picture away, or say how masks are called.");
            }
            entries.add(new PictureListing.Entry(picture, new Target.Mask(mask, values), ""));
        }
        return PictureListing.of(new Task.Segmentation(classes), entries);
    }

    private static String stem(Path root, Path file) {
        return PictureTree.stem(PictureTree.portable(root.relativize(file)));
    }
}
