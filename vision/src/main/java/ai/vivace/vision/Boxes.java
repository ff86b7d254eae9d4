package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.List;

/** Boxes around things, as others have written them. */
public final class Boxes {
    private Boxes() {}

    /**
     * Pascal VOC's folders: {@code JPEGImages}, {@code Annotations} with an XML file for each picture, and perhaps {@code
     * ImageSets/Main/train.txt} and {@code val.txt}, which are then the split. Numbers in the files count pixels from 1, and include
     * the last: a box's left and top are one less here. Boxes that VOC calls difficult are left out, as in its own evaluation.
     */
    public static Label voc() {
        return VocListing::of;
    }

    /**
     * COCO's form: a JSON file with {@code images}, {@code categories} and {@code annotations}, whose boxes are left, top, width and height. Names
     * of pictures are relative to the data's folder. Categories are in order of their numbers, and those without boxes count too. Boxes
     * around crowds are left out.
     *
     * @param file the JSON file
     */
    public static Label coco(Path file) {
        return root -> CocoListing.of(root, file);
    }

    /**
     * Boxes whose kinds are numbered as in a list, such as a model's.
     *
     * @param label the boxes
     * @param kinds the names of kinds; they may be more than those of the boxes, but not fewer
     */
    public static Label numbered(Label label, List<String> kinds) {
        return root -> numbered(label.list(root), new Task.Detection(kinds));
    }

    private static PictureListing numbered(PictureListing listing, Task.Detection task) {
        List<PictureListing.Entry> entries = listing.entries().stream()
                .map(entry -> new PictureListing.Entry(
                        entry.file(), numbered(entry, listing.task().labels(), task.labels()), entry.group()))
                .toList();
        return new PictureListing(task, entries, listing.split());
    }

    private static Target numbered(PictureListing.Entry entry, List<String> own, List<String> kinds) {
        InputException.require(
                entry.target() instanceof Target.Boxes,
                () -> "Only boxes have kinds, but of " + entry.file() + " is known " + entry.target() + ".");
        List<Target.Box> boxes = ((Target.Boxes) entry.target()).boxes();
        return new Target.Boxes(boxes.stream()
                .map(box -> {
                    int number = kinds.indexOf(own.get(box.kind()));
                    InputException.require(
                            number >= 0,
                            () -> "In " + entry.file() + " there is \"" + own.get(box.kind()) + "\", but the kinds are "
                                    + kinds + ". Leave such boxes out.");
                    return new Target.Box(number, box.left(), box.top(), box.right(), box.bottom());
                })
                .toList());
    }
}
