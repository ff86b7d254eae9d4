package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Pictures and their masks in two folders side by side, as they usually come:
 *
 * <pre>{@code
 * cells/images/1.png, …, cells/masks/1.png, …                        one set, to be split
 * cells/train/images/…, cells/train/masks/…, cells/valid/images/…    split by its folders
 * }</pre>
 *
 * <p>The folder of pictures may be called image, images, img, imgs, picture, pictures or photos, that of masks mask, masks, label, labels
 * or annotations. A mask is called as its picture is, perhaps with {@code _mask}, {@code _label}, {@code _seg} or {@code _P} behind. With a
 * folder {@code train} alone that is the one set; held-out folders are called as in {@link Label#parentFolder}.
 *
 * <p>All masks are looked at for the values that occur: {@link MaskValues} says what those mean. A file {@code classes.txt} or {@code
 * codes.txt} names the classes, one a line, in the order of their values.
 *
 * <pre>{@code
 * ImageFolder.at(cells).labels(MaskFolder.at(cells)).load();
 * }</pre>
 */
public final class MaskFolder implements Label {
    private static final Set<String> PICTURES =
            Set.of("image", "images", "img", "imgs", "picture", "pictures", "photos");
    private static final Set<String> MASKS = Set.of("mask", "masks", "label", "labels", "annotations");
    private static final List<String> ENDINGS = List.of("", "_mask", "_label", "_seg", "_P");
    private static final List<String> NAMES = List.of("classes.txt", "codes.txt");

    private final Path root;
    private final List<Part> parts;
    private final List<String> classes;

    /** A folder of pictures with that of their masks, and the group that they make. */
    private record Part(Path pictures, Path masks, String group) {}

    private MaskFolder(Path root, List<Part> parts, List<String> classes) {
        this.root = root;
        this.parts = parts;
        this.classes = classes;
    }

    /** The pictures and masks in a folder; empty when it has not this form. */
    public static Optional<MaskFolder> find(Path root) {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        Optional<Part> whole = part(root, "");
        if (whole.isPresent()) {
            return whole.map(only -> new MaskFolder(root, List.of(only), List.of()));
        }
        Optional<Part> training = part(root.resolve(PictureListing.TRAINING), PictureListing.TRAINING);
        List<Part> parts = new ArrayList<>();
        training.ifPresent(parts::add);
        for (String name : PictureListing.HELD_OUT) {
            // What a model is judged by is the first of these; the others are left alone.
            if (parts.size() == 1) {
                part(root.resolve(name), name).ifPresent(parts::add);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new MaskFolder(root, parts, List.of()));
    }

    /**
     * The pictures and masks in a folder.
     *
     * @throws InputException when it has not this form
     */
    public static MaskFolder at(Path root) {
        PictureTree.requireFolder(root, "Give a folder with a folder of pictures and one of masks.");
        return find(root)
                .orElseThrow(() -> new InputException("Folder " + root
                        + " has no pictures with masks. Expected a folder of pictures, \"images\", and beside it a folder"
                        + " of masks, \"masks\", with a mask of the same name for each picture; both may lie in folders"
                        + " \"train\" and \"valid\"."));
    }

    /** The names of the classes in the order of their values, instead of what the folder says; empty for that. */
    public MaskFolder classes(List<String> names) {
        return new MaskFolder(root, parts, List.copyOf(names));
    }

    /** The names of the classes in the order of their values, as they were given or the folder writes them; empty when neither. */
    public List<String> names() {
        return classes.isEmpty() ? written() : classes;
    }

    private static Optional<Part> part(Path folder, String group) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> folders = PictureTree.folders(folder);
        Optional<Path> pictures = named(folders, PICTURES);
        Optional<Path> masks = named(folders, MASKS);
        return pictures.isPresent() && masks.isPresent()
                ? Optional.of(new Part(pictures.get(), masks.get(), group))
                : Optional.empty();
    }

    private static Optional<Path> named(List<Path> folders, Set<String> names) {
        return folders.stream()
                .filter(folder -> names.contains(PictureTree.name(folder).toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Lists pictures with their masks; all masks are read for the values in them.
     *
     * @param ignored the folder is this label's own
     */
    @Override
    public PictureListing list(Path ignored) {
        MaskValues values = values();
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (Part part : parts) {
            Masks masks = Masks.in(part.masks(), values.labels().toArray(String[]::new))
                    .values(values.values().toArray(Integer[]::new))
                    .named(naming(part));
            masks.list(part.pictures()).entries().forEach(entry -> entries.add(entry.in(part.group())));
        }
        return new PictureListing(
                new Task.Segmentation(values.labels()),
                entries,
                parts.size() == 2
                        ? Optional.of(
                                Split.byGroup(parts.get(0).group(), parts.get(1).group()))
                        : Optional.empty());
    }

    private MaskValues values() {
        List<Path> masks = parts.stream()
                .flatMap(part -> PictureTree.somePictures(part.masks()).stream())
                .toList();
        return MaskValues.of(masks, names());
    }

    private List<String> written() {
        for (String name : NAMES) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    return Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
                } catch (IOException e) {
                    throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
                }
            }
        }
        return List.of();
    }

    /** What is behind the names of masks: whatever the first picture that has a mask shows. */
    private static UnaryOperator<String> naming(Part part) {
        Set<String> masks = new HashSet<>();
        PictureTree.pictures(part.masks()).forEach(mask -> masks.add(stem(part.masks(), mask)));
        return PictureTree.pictures(part.pictures()).stream()
                .map(picture -> stem(part.pictures(), picture))
                .flatMap(name -> ENDINGS.stream().filter(ending -> masks.contains(name + ending)))
                .findFirst()
                .map(MaskFolder::ending)
                .orElse(UnaryOperator.identity());
    }

    private static UnaryOperator<String> ending(String ending) {
        return name -> name + ending;
    }

    private static String stem(Path root, Path file) {
        return PictureTree.stem(PictureTree.portable(root.relativize(file)));
    }
}
