package ai.vivace.watermark.picture;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tags of Exif as text. */
final class ExifValues {
    /** Text longer than this is no value for a mark. */
    private static final int LONGEST = 1000;

    private ExifValues() {}

    /** By the tags' names without spaces, such as {@code DateTimeOriginal}; empty when the block is malformed. */
    static Map<String, String> of(byte[] block) {
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(block), metadata);
        } catch (RuntimeException e) {
            // The library lets several kinds through for malformed blocks; who opened the picture has noted that.
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        for (Directory directory : metadata.getDirectories()) {
            if (directory instanceof ExifIFD0Directory
                    || directory instanceof ExifSubIFDDirectory
                    || directory instanceof GpsDirectory) {
                directory.getTags().forEach(tag -> add(directory, tag, values));
            }
        }
        return values;
    }

    private static void add(Directory directory, Tag tag, Map<String, String> values) {
        String text = text(directory, tag);
        String name = tag.getTagName().replaceAll("[^A-Za-z0-9]", "");
        if (text != null && tag.hasTagName() && text.length() <= LONGEST) {
            values.putIfAbsent(name, text.strip());
        }
    }

    private static @Nullable String text(Directory directory, Tag tag) {
        int type = tag.getTagType();
        boolean plain = type == ExifDirectoryBase.TAG_MAKE
                || type == ExifDirectoryBase.TAG_MODEL
                || type == ExifDirectoryBase.TAG_ARTIST
                || type == ExifDirectoryBase.TAG_COPYRIGHT;
        return plain ? directory.getString(type) : tag.getDescription();
    }
}
