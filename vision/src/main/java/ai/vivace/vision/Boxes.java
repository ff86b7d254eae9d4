package ai.vivace.vision;

import java.nio.file.Path;

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
}
