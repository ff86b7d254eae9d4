package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Samples of pictures that a library has read, taken from the raster, as Java2D would change greys. */
final class RasterSamples {
    private RasterSamples() {}

    static Samples of(BufferedImage image) {
        Box area = Box.of(image.getWidth(), image.getHeight());
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel colours) {
            return indexed(raster, colours, area);
        }
        Layout layout = layout(image.getColorModel());
        int type = raster.getTransferType();
        boolean wide = type == DataBuffer.TYPE_USHORT && image.getColorModel().getComponentSize(0) == 16;
        InputException.require(
                wide || image.getColorModel().getComponentSize(0) == 8,
                () -> "Expected samples of 8 or 16 bits, but found "
                        + image.getColorModel().getComponentSize(0) + ". Save the picture with 8 or 16 bits first.");
        int[] row = new int[area.width() * layout.channels()];
        Samples samples = wide ? ShortSamples.of(area, layout) : ByteSamples.of(area, layout);
        for (int y = 0; y < area.height(); y++) {
            raster.getPixels(0, y, area.width(), 1, row);
            int at = samples.pixel(0, y) * layout.channels();
            for (int i = 0; i < row.length; i++) {
                if (samples instanceof ShortSamples shorts) {
                    shorts.shorts()[at + i] = (short) row[i];
                } else {
                    samples.narrowed().bytes()[at + i] = (byte) row[i];
                }
            }
        }
        return samples;
    }

    private static Layout layout(ColorModel model) {
        boolean alpha = model.hasAlpha();
        int space = model.getColorSpace().getType();
        if (space == ColorSpace.TYPE_GRAY && model.getNumComponents() == (alpha ? 2 : 1)) {
            return !alpha ? Layout.GREY : model.isAlphaPremultiplied() ? Layout.GREY_TIMES_ALPHA : Layout.GREY_ALPHA;
        }
        if (space == ColorSpace.TYPE_RGB && model.getNumComponents() == (alpha ? 4 : 3)) {
            return !alpha ? Layout.RGB : model.isAlphaPremultiplied() ? Layout.RGB_TIMES_ALPHA : Layout.RGBA;
        }
        throw new InputException("Expected grey or RGB, but found " + model.getNumComponents()
                + " channels of another kind of colour. Save the picture as RGB first.");
    }

    private static Samples indexed(Raster raster, IndexColorModel model, Box area) {
        int[] colours = new int[model.getMapSize()];
        model.getRGBs(colours);
        boolean grey = true;
        for (int colour : colours) {
            grey &= colour >>> 24 == 255
                    && (colour >> 16 & 255) == (colour >> 8 & 255)
                    && (colour >> 8 & 255) == (colour & 255);
        }
        InputException.require(
                colours.length <= 256,
                () -> "Expected at most 256 colours of a list, but found " + colours.length + ".");
        byte[] indices = new byte[PixelLimit.samples(area.width(), area.height(), 1)];
        int[] row = new int[area.width()];
        for (int y = 0; y < area.height(); y++) {
            raster.getPixels(0, y, area.width(), 1, row);
            for (int x = 0; x < row.length; x++) {
                indices[y * area.width() + x] = (byte) row[x];
            }
        }
        if (!grey) {
            return new Indexed(area, indices, colours).samples(area);
        }
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i] & 255;
            indices[i] = (byte) (index < colours.length ? colours[index] : 0);
        }
        return ByteSamples.over(area, Layout.GREY, indices);
    }
}
