package ai.vivace.watermark.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a viewer shows of a GIF, by the JDK's reader of single frames and the rules of disposal. */
final class GifViewer {
    private GifViewer() {}

    /** A screen as it is shown, and how. */
    record Shown(int[] argb, int delay, String disposal) {}

    static List<Shown> show(byte[] file, int width, int height) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        List<Shown> all = new ArrayList<>();
        int[] screen = new int[width * height];
        int count = reader.getNumImages(true);
        for (int i = 0; i < count; i++) {
            IIOMetadataNode tree =
                    (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            IIOMetadataNode place = Objects.requireNonNull(node(tree, "ImageDescriptor"));
            IIOMetadataNode control = node(tree, "GraphicControlExtension");
            BufferedImage frame = reader.read(i);
            int[] before = screen.clone();
            int left = number(place, "imageLeftPosition");
            int top = number(place, "imageTopPosition");
            for (int y = 0; y < frame.getHeight(); y++) {
                for (int x = 0; x < frame.getWidth(); x++) {
                    int argb = frame.getRGB(x, y);
                    if (argb >>> 24 != 0 && left + x < width && top + y < height) {
                        screen[(top + y) * width + left + x] = argb;
                    }
                }
            }
            String disposal = control == null ? "none" : control.getAttribute("disposalMethod");
            all.add(new Shown(screen.clone(), control == null ? 0 : number(control, "delayTime"), disposal));
            if (disposal.equals("restoreToPrevious")) {
                screen = before;
            } else if (disposal.equals("restoreToBackgroundColor")) {
                for (int y = top; y < Math.min(height, top + frame.getHeight()); y++) {
                    for (int x = left; x < Math.min(width, left + frame.getWidth()); x++) {
                        screen[y * width + x] = 0;
                    }
                }
            }
        }
        return all;
    }

    private static int number(IIOMetadataNode node, String name) {
        return Integer.parseInt(node.getAttribute(name));
    }

    private static @Nullable IIOMetadataNode node(Node tree, String name) {
        NodeList children = tree.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) children.item(i);
            }
        }
        return null;
    }
}
